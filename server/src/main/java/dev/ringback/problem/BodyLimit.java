package dev.ringback.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses bodies above 64 KiB with 413, whether their length is announced or not.
public final class BodyLimit {

    static final int BYTES_MAX = 65_536;

    /// Before the body is read.
    @ServerRequestFilter
    public void limit(ContainerRequestContext request, ResourceInfo resource) {
        if (resource.getResourceMethod().isAnnotationPresent(LargeBody.class)) {
            return;
        }
        if (request.getLength() > BYTES_MAX) {
            throw tooLarge();
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Limited(request.getEntityStream()));
        }
    }

    private static ProblemException tooLarge() {
        return ProblemException.of(ProblemType.TOO_LARGE, "a body has at most " + BYTES_MAX + " bytes");
    }

    private static final class Limited extends FilterInputStream {
        private int left = BYTES_MAX;

        Limited(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
