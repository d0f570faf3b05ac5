package dev.ringback.load.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `script/bench start`: from the start of the packaged java to the first page, PostgreSQL's start included, on a data
/// folder that was stopped cleanly.
@Command(
        name = "start",
        description = "From the start of the packaged java to the first 200 on /, PostgreSQL included.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class StartCommand implements Callable<Integer> {
    private static final double NANOS_A_SECOND = 1e9;
    private static final long LOOK_AGAIN = 2_000_000;
    private static final long WITHIN_SECONDS = 60;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
    private static final byte[] PAGE =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Mixin
    private OwnOptions own = new OwnOptions();

    @Option(names = "--runs", description = "starts of each kind (5)")
    private int runs = 5;

    @Override
    public Integer call() {
        Map<String, Object> report = own.report("start");
        OwnServer.startNew(own.serverCommand(), own.folder(), Map.of()).close();
        start(); // not counted: the page cache is as after an earlier start from here on
        List<Double> warm = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            warm.add(start());
            System.out.println("warm     " + Figures.round(warm.getLast()) + " s");
        }
        report.put("warm_s", Figures.spread(warm));
        report.put("cold_s", cold());
        own.finish("start", report);
        return 0;
    }

    /// With no file in the page cache, as after the machine's own start.
    private Map<String, Object> cold() {
        List<Double> cold = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            try {
                new ProcessBuilder("sync").start().waitFor();
                Files.writeString(DROP_CACHES, "3");
            } catch (IOException notAllowed) {
                return new LinkedHashMap<>(Map.of("not_measured", "only root may empty the page cache"));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            cold.add(start());
            System.out.println("cold     " + Figures.round(cold.getLast()) + " s");
        }
        return Figures.spread(cold);
    }

    private double start() {
        try (OwnServer server = OwnServer.prepare(own.serverCommand(), own.folder(), Map.of())) {
            long begin = System.nanoTime();
            server.process().start();
            while (!isServed(server.process().port())) {
                if (System.nanoTime() - begin > WITHIN_SECONDS * NANOS_A_SECOND) {
                    throw new IllegalStateException("no page within " + WITHIN_SECONDS + " s");
                }
                LockSupport.parkNanos(LOOK_AGAIN);
            }
            return (System.nanoTime() - begin) / NANOS_A_SECOND;
        }
    }

    private static boolean isServed(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(PAGE);
            String head = new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
            return head.startsWith("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
