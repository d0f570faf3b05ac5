package dev.ringback.load.calls;

/// Finds the frames of a server in the bytes that came (RFC 6455 §5.2). One event loop.
final class Incoming {
    private static final int FINAL = 0x80;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int SIXTEEN_BITS = 126;
    private static final int SIXTY_FOUR_BITS = 127;
    private static final int SHORT_HEADER = 2;

    private Incoming() {}

    /// What is done with a whole frame: its payload are the bytes `from` (inclusive) to `to` (exclusive).
    interface Taker {

        /// A message.
        void text(byte[] bytes, int from, int to);

        /// To be answered with a pong of the same payload.
        void ping(byte[] bytes, int from, int to);

        /// The last one.
        ///
        /// @param code 1005 when the frame names none
        void close(int code);
    }

    /// Takes the whole frames.
    ///
    /// @param from where the first frame begins
    /// @param end how many bytes there are
    /// @return where the first frame begins that is not whole yet; `end` when there is none
    /// @throws IllegalStateException for what this server never sends: a fragment, a masked or a binary frame
    static int take(byte[] bytes, int from, int end, Taker taker) {
        int at = from;
        while (true) {
            int payload = payloadAt(bytes, at, end);
            if (payload < 0) {
                return at;
            }
            long length = length(bytes, at);
            if (payload + length > end) {
                return at;
            }
            int next = payload + (int) length;
            frame(bytes, at, payload, next, taker);
            at = next;
        }
    }

    private static void frame(byte[] bytes, int at, int payload, int next, Taker taker) {
        if ((bytes[at] & FINAL) == 0 || (bytes[at + 1] & MASKED) != 0) {
            throw new IllegalStateException("a fragment or a masked frame came from the server");
        }
        switch (bytes[at] & OPCODE) {
            case 0x1 -> taker.text(bytes, payload, next);
            case 0x8 ->
                taker.close(next - payload < 2 ? 1005 : (bytes[payload] & 0xFF) << 8 | bytes[payload + 1] & 0xFF);
            case 0x9 -> taker.ping(bytes, payload, next);
            case 0xA -> {}
            default -> throw new IllegalStateException("a binary frame, or one of no known kind, came");
        }
    }

    /// @return where the payload begins; -1 when the header is not whole
    private static int payloadAt(byte[] bytes, int at, int end) {
        if (end - at < SHORT_HEADER) {
            return -1;
        }
        int payload = at
                + switch (bytes[at + 1] & LENGTH) {
                    case SIXTEEN_BITS -> SHORT_HEADER + Short.BYTES;
                    case SIXTY_FOUR_BITS -> SHORT_HEADER + Long.BYTES;
                    default -> SHORT_HEADER;
                };
        return payload <= end ? payload : -1;
    }

    private static long length(byte[] bytes, int at) {
        int first = bytes[at + 1] & LENGTH;
        int more = first == SIXTEEN_BITS ? Short.BYTES : first == SIXTY_FOUR_BITS ? Long.BYTES : 0;
        long length = more == 0 ? first : 0;
        for (int i = 0; i < more; i++) {
            length = length << Byte.SIZE | bytes[at + SHORT_HEADER + i] & 0xFF;
        }
        return length;
    }
}
