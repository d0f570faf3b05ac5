package dev.ringback.e2e.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// What every program needs that a test runs beside itself.
public final class OtherProgram {
    private static final int ENDS_WITHIN_SECONDS = 10;
    /// Browsers open no page of port 10080.
    private static final int FIRST_PORT = 10_081;
    /// From here on Linux gives ports to outgoing connections (`ip_local_port_range`): one of those would be taken by
    /// the next connection of anybody while its server is down.
    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    private OtherProgram() {}

    /// @return a port of the loopback address that nobody has at this moment, and that no outgoing connection will take
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_EPHEMERAL_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one, then
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// Asks it to end, and makes it when it does not.
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
