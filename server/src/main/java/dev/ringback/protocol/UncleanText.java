package dev.ringback.protocol;

/// Finds what PostgreSQL and JSON readers cannot hold: U+0000 and unpaired surrogates (protocol §2 "Addressing").
final class UncleanText {

    private UncleanText() {}

    static boolean isIn(String text) {
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            boolean paired = Character.isHighSurrogate(one)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (paired) {
                at++;
            } else if (one == 0 || Character.isSurrogate(one)) {
                return true;
            }
        }
        return false;
    }

    /// A field's name without what is wrong in it.
    static String printable(String name) {
        return name.replaceAll("[\\x00\\p{Cs}]", "?");
    }
}
