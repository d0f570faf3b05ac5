package dev.ringback.load.bench;

import dev.ringback.load.calls.DeviceSocket;
import dev.ringback.load.calls.Opening;
import dev.ringback.load.calls.Schedule;
import dev.ringback.load.calls.SocketLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// The smallest way of a message through the server's socket stack: a bare relay ([BareRelay]) in a process with the
/// server's flags, seen with the generator's eyes.
final class SocketFloor {
    private static final double NANOS_A_MICRO = 1e3;
    private static final int DIGITS = 3;
    private static final String MESSAGE =
            "{\"type\":\"call_cancelled\",\"id\":\"e\",\"call_id\":\"0b7e3f5a-8c6d-4e2f-9a1b-3c5d7e9f0a2b\"}";

    private final Histogram micros = new Histogram(DIGITS);
    private int ready;
    private long sent;
    private long intended;

    private SocketFloor() {}

    /// @param serverCommand whose flags are used
    /// @return the percentiles, one way
    static Map<String, Object> measure(List<String> serverCommand, int messages, int perSecond) {
        List<String> command = new ArrayList<>(serverCommand.subList(0, serverCommand.indexOf("-jar")));
        command.removeIf(flag -> flag.startsWith("-XX:AOTCache")); // it was made for the server's classes
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareRelay.class.getName()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                int port = Integer.parseInt(lines.readLine());
                return new SocketFloor().relayed(new InetSocketAddress("127.0.0.1", port), messages, perSecond);
            } finally {
                process.destroy();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, Object> relayed(InetSocketAddress address, int messages, int perSecond) {
        try (SocketLoop loop = new SocketLoop()) {
            loop.set(SocketLoop.Patience.EXACT);
            DeviceSocket sender = loop.open(new Opening(address, "", "sender"), new End());
            loop.run(now -> now + 1_000_000, () -> ready == 1);
            loop.open(new Opening(address, "", "receiver"), new End());
            loop.run(now -> now + 1_000_000, () -> ready == 2);
            say(loop, sender, new Schedule(System.nanoTime(), perSecond, messages / 2)); // the first half warms it up
            micros.reset();
            say(loop, sender, new Schedule(System.nanoTime(), perSecond, messages));
        }
        return Figures.percentiles(micros);
    }

    private void say(SocketLoop loop, DeviceSocket sender, Schedule schedule) {
        sent = 0;
        loop.run(
                now -> {
                    if (schedule.isDue(sent, now)) {
                        intended = schedule.at(sent++);
                        sender.send(MESSAGE);
                    }
                    return schedule.at(sent);
                },
                () -> sent == schedule.count() && micros.getTotalCount() >= sent);
    }

    /// Either end.
    private final class End implements DeviceSocket.Listener {
        private boolean greeted;

        @Override
        public void opened(DeviceSocket socket) {
            // the relay says something first
        }

        @Override
        public void message(DeviceSocket socket, byte[] bytes, int from, int to) {
            if (greeted) {
                micros.recordValue(Math.round((System.nanoTime() - intended) / NANOS_A_MICRO));
            } else {
                greeted = true;
                ready++;
            }
        }

        @Override
        public void closed(DeviceSocket socket, int code, String why) {
            // the loop is being closed
        }
    }
}
