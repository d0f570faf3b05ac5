package dev.ringback.core.log;

/// Talk time as a call card writes it.
public final class TalkTime {

    private TalkTime() {}

    /// `45s`, `2m 45s`, `1h 2m 3s`.
    ///
    /// @param seconds 0 or more
    public static String words(long seconds) {
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        String rest = seconds % 60 + "s";
        if (hours > 0) {
            return hours + "h " + minutes + "m " + rest;
        }
        return minutes > 0 ? minutes + "m " + rest : rest;
    }
}
