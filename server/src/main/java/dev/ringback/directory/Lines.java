package dev.ringback.directory;

import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a stream, each of a limited length. Used by one thread.
final class Lines {

    private final InputStream bytes;
    private final int bytesMax;
    private long number;

    Lines(InputStream bytes, int bytesMax) {
        this.bytes = new BufferedInputStream(bytes, 65_536);
        this.bytesMax = bytesMax;
    }

    /// The next line without its end; empty at the end of the stream.
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int one = bytes.read();
        if (one < 0) {
            return Optional.empty();
        }
        number++;
        while (one >= 0 && one != '\n') {
            if (line.size() == bytesMax) {
                throw ProblemException.of(ProblemType.TOO_LARGE, "a line has at most " + bytesMax + " bytes");
            }
            line.write(one);
            one = bytes.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /// How many were read.
    long number() {
        return number;
    }
}
