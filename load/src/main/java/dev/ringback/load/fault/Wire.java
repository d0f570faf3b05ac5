package dev.ringback.load.fault;

import java.util.Arrays;

/// What looks at the bytes of one connection before they are passed on, and may cut it. A connection has its own; the
/// two directions are two threads.
public interface Wire {
    /// Passes everything on.
    Wire PLAIN = new Wire() {
        @Override
        public Passing fromClient(byte[] bytes) {
            return Passing.all(bytes);
        }

        @Override
        public Passing fromServer(byte[] bytes) {
            return Passing.all(bytes);
        }
    };

    /// Bytes that the client sent, in order, as they came.
    Passing fromClient(byte[] bytes);

    /// Bytes that the server sent.
    Passing fromServer(byte[] bytes);

    /// What becomes of bytes.
    ///
    /// @param forward these go on
    /// @param cut afterwards both ends are reset
    record Passing(byte[] forward, boolean cut) {
        static Passing all(byte[] bytes) {
            return new Passing(bytes, false);
        }

        /// @param length how many of them go on before both ends are reset
        static Passing cutAfter(byte[] bytes, int length) {
            return new Passing(Arrays.copyOf(bytes, length), true);
        }
    }
}
