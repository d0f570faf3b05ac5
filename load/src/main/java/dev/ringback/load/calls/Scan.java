package dev.ringback.load.calls;

import java.nio.charset.StandardCharsets;

/// Reads of a message what the generator needs, by its bytes and without a tree: the type, which stands first
/// (protocol §2), and single string fields. A name in quotes followed by a colon can't stand inside a JSON string,
/// where its quotes would be escaped. One event loop.
final class Scan {
    private static final byte[] BEGIN = ascii("{\"type\":\"");
    private static final byte[] CALL_ID = ascii("\"call_id\":\"");
    private static final byte[] ID = ascii("\"id\":\"");
    private static final byte[] CODE = ascii("\"code\":\"");

    private byte[] bytes = new byte[0];
    private int to;
    private int afterType;
    private ServerWord word = ServerWord.OTHER;

    /// Reads the type.
    ///
    /// @throws IllegalStateException when the message does not begin with it
    ServerWord begin(byte[] message, int from, int end) {
        bytes = message;
        to = end;
        if (!isAt(BEGIN, from)) {
            throw new IllegalStateException("a message does not begin with its type: "
                    + new String(message, from, end - from, StandardCharsets.UTF_8));
        }
        int at = from + BEGIN.length;
        int quote = endOfString(at);
        afterType = quote;
        word = ServerWord.of(message, at, quote);
        return word;
    }

    /// @return whether the message is about this call
    boolean isAbout(byte[] callId) {
        int at = valueOf(CALL_ID);
        return at >= 0 && isAt(callId, at);
    }

    /// @return the first character of the `id` that is answered; 0 when there is none
    int answered() {
        int at = valueOf(ID);
        return at < 0 ? 0 : bytes[at];
    }

    /// @return the code of an error; `""` when there is none
    String code() {
        int at = valueOf(CODE);
        return at < 0 ? "" : new String(bytes, at, endOfString(at) - at, StandardCharsets.UTF_8);
    }

    private int valueOf(byte[] name) {
        byte last = name[name.length - 3]; // the letter before `":"`
        for (int at = afterType; at <= to - name.length; at++) {
            if (bytes[at] == '"' && bytes[at + name.length - 3] == last && isAt(name, at)) {
                return at + name.length;
            }
        }
        return -1;
    }

    private int endOfString(int from) {
        int at = from;
        while (at < to && bytes[at] != '"') {
            at++;
        }
        return at;
    }

    private boolean isAt(byte[] piece, int at) {
        if (at + piece.length > to) {
            return false;
        }
        for (int i = 0; i < piece.length; i++) {
            if (bytes[at + i] != piece[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
