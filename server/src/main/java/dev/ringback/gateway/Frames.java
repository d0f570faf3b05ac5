package dev.ringback.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Puts the frames of a message together, up to the protocol's size (RFC 6455 §5.4; protocol §2 "Frames"). One event
/// loop.
final class Frames {

    /// What Java puts in the place of bytes that are not UTF-8.
    private static final char REPLACED = '\uFFFD';

    private final int bytesMax;
    private @Nullable Buffer begun;

    /// @param bytesMax the largest message, in bytes
    Frames(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// What a frame made of the message it belongs to.
    sealed interface Message {

        /// It is whole.
        record Whole(String text) implements Message {}

        /// More is to come.
        enum Part implements Message {
            PART
        }

        /// Larger than allowed.
        enum TooLarge implements Message {
            TOO_LARGE
        }

        /// Not text.
        enum Binary implements Message {
            BINARY
        }
    }

    Message take(WebSocketFrame frame) {
        if (frame.isBinary()) {
            return Message.Binary.BINARY;
        }
        Buffer data = frame.binaryData();
        int before = begun == null ? 0 : begun.length();
        if (before + data.length() > bytesMax) {
            return Message.TooLarge.TOO_LARGE;
        }
        if (begun == null && frame.isFinal()) {
            return whole(data);
        }
        Buffer all = begun == null ? Buffer.buffer() : begun;
        all.appendBuffer(data);
        begun = frame.isFinal() ? null : all;
        return frame.isFinal() ? whole(all) : Message.Part.PART;
    }

    /// Bytes that are not UTF-8 are no JSON either: they are answered as an empty text is, never read with other
    /// letters in their place.
    private static Message whole(Buffer message) {
        String text = message.toString(StandardCharsets.UTF_8);
        return new Message.Whole(text.indexOf(REPLACED) < 0 ? text : strictly(message.getBytes()));
    }

    /// The letter may have been sent, or stand in for what cannot be read.
    private static String strictly(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return "";
        }
    }
}
