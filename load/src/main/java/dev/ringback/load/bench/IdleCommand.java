package dev.ringback.load.bench;

import dev.ringback.load.calls.DeviceSocket;
import dev.ringback.load.calls.Opening;
import dev.ringback.load.calls.SocketLoop;
import dev.ringback.load.calls.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `script/bench idle`: what a connection costs that does nothing: the slope of the server's resident memory between
/// two numbers of connections, each after garbage collections. Every connection is another person's, authenticated, and
/// known to the call service; the people are in conversations by twos.
@Command(
        name = "idle",
        description = "Resident memory of the server per idle connection, after garbage collection.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class IdleCommand implements Callable<Integer> {
    private static final double KIB = 1_024;
    private static final int FILES_BESIDE = 500;
    private static final int AT_A_TIME = 64;
    private static final int SOURCE_PORTS = 20_000;
    private static final long SETTLE_SECONDS = 3;
    private static final long WITHIN_SECONDS = 90;
    private static final long LOOK_AGAIN = 10_000_000;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @Mixin
    private OwnOptions own = new OwnOptions();

    @Option(names = "--from", description = "connections of the first measurement (5000)")
    private int from = 5_000;

    @Option(names = "--to", description = "connections of the second (15000)")
    private int to = 15_000;

    @Option(names = "--runs", description = "each with a new server (3)")
    private int runs = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Machine.openFilesMax() < to + FILES_BESIDE) {
            throw new IllegalStateException("%d connections need as many open files, and `ulimit -n` allows %d"
                    .formatted(to, Machine.openFilesMax()));
        }
        Map<String, Object> report = own.report("idle");
        report.put("from", from);
        report.put("to", to);
        List<Map<String, Object>> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Map<String, Object> figures = once();
            System.out.println("run      " + figures);
            all.add(figures);
        }
        report.put("runs", all);
        report.put("resident_kib_per_connection", spread(all, "resident_kib_per_connection"));
        report.put("heap_kib_per_connection", spread(all, "heap_kib_per_connection"));
        own.finish("idle", report);
        return 0;
    }

    private Map<String, Object> once() throws IOException, InterruptedException {
        try (OwnServer server = OwnServer.startNew(own.serverCommand(), own.folder(), Map.of());
                SocketLoop loop = new SocketLoop()) {
            Target target = server.target();
            target.push((to + 1) / 2);
            Crowd crowd = new Crowd(loop, target);
            crowd.open(from);
            Memory few = memory(server, loop);
            crowd.open(to);
            Memory many = memory(server, loop);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("left_mib_from", Math.round(few.left() / KIB / KIB));
            figures.put("left_mib_to", Math.round(many.left() / KIB / KIB));
            figures.put("resident_mib_from", Math.round(few.resident() / KIB / KIB));
            figures.put("resident_mib_to", Math.round(many.resident() / KIB / KIB));
            figures.put(
                    "resident_kib_per_connection",
                    Figures.round((many.resident() - few.resident()) / KIB / (to - from)));
            figures.put("heap_kib_per_connection", Figures.round((many.heap() - few.heap()) / KIB / (to - from)));
            return figures;
        }
    }

    /// In bytes.
    ///
    /// @param left resident as the crowd has left it, before anybody asked for a collection
    private record Memory(double left, double resident, double heap) {}

    private static Memory memory(OwnServer server, SocketLoop loop) throws IOException, InterruptedException {
        long pid = server.process().pid();
        long settled = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        loop.run(now -> now + LOOK_AGAIN, () -> System.nanoTime() > settled); // pings are answered meanwhile
        double left = ProcessTimes.residentBytes(pid);
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        double heap = used.find() ? Long.parseLong(used.group(1)) * KIB : Double.NaN;
        return new Memory(left, ProcessTimes.residentBytes(pid), heap);
    }

    private static String jcmd(long pid, String what) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), what)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + what + " failed: " + said);
        }
        return said;
    }

    private static Map<String, Object> spread(List<Map<String, Object>> runs, String name) {
        return Figures.spread(
                runs.stream().map(run -> ((Number) run.get(name)).doubleValue()).toList());
    }

    /// The idle people.
    private static final class Crowd implements DeviceSocket.Listener {
        private final SocketLoop loop;
        private final Target target;
        private int asked;
        private int greeted;
        private String trouble = "";

        Crowd(SocketLoop loop, Target target) {
            this.loop = loop;
            this.target = target;
        }

        void open(int upTo) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
            loop.run(
                    now -> {
                        while (asked < upTo && asked - greeted < AT_A_TIME) {
                            ask(asked++);
                        }
                        return now + LOOK_AGAIN;
                    },
                    () -> greeted == upTo || !trouble.isEmpty() || System.nanoTime() > deadline);
            if (greeted < upTo) {
                throw new IllegalStateException("%d of %d connections are open: %s".formatted(greeted, upTo, trouble));
            }
        }

        private void ask(int number) {
            String token = target.application().token(target.firstUser() + number);
            String source = "127.0.0." + (2 + number / SOURCE_PORTS);
            loop.open(new Opening(target.address(), token, "desk", source, 0), this);
        }

        @Override
        public void opened(DeviceSocket socket) {
            // the server greets
        }

        @Override
        public void message(DeviceSocket socket, byte[] bytes, int from, int to) {
            if (new String(bytes, from, Math.min(to - from, 40), StandardCharsets.UTF_8)
                    .startsWith("{\"type\":\"active_calls\"")) {
                greeted++;
            }
        }

        @Override
        public void closed(DeviceSocket socket, int code, String why) {
            trouble = why + " " + code;
        }
    }
}
