package dev.ringback.load.chaos;

/// What each side must read of a final call: the table of protocol §1, written down a second time on purpose.
final class Outcomes {
    private Outcomes() {}

    /// @return the `outcome` that this side is told
    static String of(String status, String endReason, boolean caller) {
        return switch (status) {
            case "ended", "declined", "failed" -> status;
            case "cancelled" -> caller ? "cancelled" : "missed";
            case "missed" -> caller ? unanswered(endReason) : "missed";
            default -> "none";
        };
    }

    private static String unanswered(String endReason) {
        return switch (endReason) {
            case "ring_timeout" -> "no_answer";
            default -> endReason;
        };
    }
}
