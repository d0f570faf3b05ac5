package dev.ringback.load.chaos;

import dev.ringback.load.client.Network;
import dev.ringback.load.client.Records;
import dev.ringback.load.fault.CommitCuts;
import dev.ringback.load.fault.FaultProxy;
import dev.ringback.load.fault.Wire;
import dev.ringback.load.machine.HostApplication;
import dev.ringback.load.machine.HostApplication.Conversation;
import dev.ringback.load.machine.Postgres;
import dev.ringback.load.machine.ServerUnderTest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One run: sets up PostgreSQL, server, proxies and people; storms; heals; waits; judges.
///
/// ```
/// devices ── FaultProxy ── server process ── FaultProxy with CommitCuts ── PostgreSQL
/// ```
public final class ChaosRun {
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(10);
    private static final Duration RINGS_STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NANOS = 100_000_000;
    private static final int TRANSCRIPTS_MAX = 3;

    private final Terms terms;
    private final PrintStream out;

    /// @param out gets progress, and the transcripts of what must not be
    public ChaosRun(Terms terms, PrintStream out) {
        this.terms = terms;
        this.out = out;
    }

    /// Does it all; takes the terms' seconds, what the kills take, and some more.
    public Outcome run() throws SQLException {
        empty(terms.folder());
        CommitCuts cuts = new CommitCuts(new Random(terms.seed() + 3));
        try (Postgres postgres = Postgres.start(terms.folder());
                FaultProxy database = FaultProxy.to(postgres.port(), cuts::wire);
                ServerUnderTest server = new ServerUnderTest(
                        terms.jar(),
                        terms.folder().resolve("server.log"),
                        terms.settings(postgres.jdbcUrl(database.port())));
                FaultProxy clients = FaultProxy.to(server.port(), () -> Wire.PLAIN);
                Records records = new Records(terms.folder().resolve("transcript.txt"));
                Network network = new Network(clients.port(), records, new Random(terms.seed()))) {
            server.start();
            if (!server.awaitReady()) {
                throw new IllegalStateException("the server did not start, see " + terms.folder());
            }
            HostApplication host = new HostApplication(Terms.SECRET);
            List<Conversation> conversations = Crowd.conversations(terms.people());
            host.push(server.port(), terms.people(), conversations);
            Crowd crowd = new Crowd(network, host, terms.people(), conversations, terms.rate());
            Storm storm = new Storm(terms, server, postgres, clients, database, cuts);
            return run(network, records, crowd, storm, postgres, cuts);
        }
    }

    private Outcome run(Network network, Records records, Crowd crowd, Storm storm, Postgres postgres, CommitCuts cuts)
            throws SQLException {
        long began = System.nanoTime();
        network.run(crowd::begin);
        network.run(() -> network.every(PROGRESS_EVERY.toMillis(), () -> progress(records, crowd, storm)));
        storm.rage();
        Duration stormed = Duration.ofNanos(System.nanoTime() - began);
        long healed = System.nanoTime();
        on(network, () -> {
            crowd.rest();
            return true;
        });
        try (Connection connection = postgres.connect()) {
            RowStore store = new RowStore(connection);
            List<Finding> findings = new ArrayList<>(ghostRings(network, crowd, store, healed));
            on(network, () -> {
                crowd.end();
                return true;
            });
            Duration convergence = awaitQuiet(network, crowd, store, healed);
            var rows = store.rows();
            long livePeople = store.livePeople();
            findings.addAll(on(
                    network,
                    () -> Verdict.of(
                            rows, livePeople, records, crowd.devices(), convergence.compareTo(QUIET_WITHIN) < 0)));
            findings.stream()
                    .flatMap(finding -> finding.call().stream())
                    .distinct()
                    .limit(TRANSCRIPTS_MAX)
                    .forEach(call -> {
                        out.println("--- transcript of call " + call);
                        on(network, () -> records.about(call)).forEach(out::println);
                    });
            Map<String, Object> figures = figures(records, crowd, storm, cuts, stormed);
            figures.put("rows", rows.size());
            figures.put("overtaking_cancels", records.overtaken().size());
            figures.put(
                    "transitions",
                    rows.values().stream().mapToInt(row -> row.events().size()).sum());
            return new Outcome(terms, figures, findings, convergence);
        }
    }

    /// Once everybody is connected again, nothing rings that was over when the faults stopped.
    private List<Finding> ghostRings(Network network, Crowd crowd, RowStore store, long healed) throws SQLException {
        Set<UUID> over = store.over();
        List<Finding> ghosts = on(network, () -> Verdict.ghostRings(over, crowd.devices()));
        while (System.nanoTime() - healed < RINGS_STOP_WITHIN.toNanos()
                && (!ghosts.isEmpty()
                        || on(network, crowd::ready) < crowd.devices().size())) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            ghosts = on(network, () -> Verdict.ghostRings(over, crowd.devices()));
        }
        return ghosts;
    }

    /// @return how long it took; [#QUIET_WITHIN] when it never came to rest
    private Duration awaitQuiet(Network network, Crowd crowd, RowStore store, long healed) throws SQLException {
        Duration since = Duration.ofNanos(System.nanoTime() - healed);
        while (since.compareTo(QUIET_WITHIN) < 0) {
            if (on(network, () -> Verdict.isQuiet(crowd.devices()))
                    && store.notFinal() == 0
                    && store.livePeople() == 0) {
                return since;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            since = Duration.ofNanos(System.nanoTime() - healed);
        }
        return QUIET_WITHIN;
    }

    private static Map<String, Object> figures(
            Records records, Crowd crowd, Storm storm, CommitCuts cuts, Duration stormed) {
        Duration up = stormed.minus(storm.down());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("storm_seconds", stormed.toSeconds());
        figures.put("server_up_seconds", up.toSeconds());
        figures.put("devices", crowd.devices().size());
        figures.put("calls", crowd.made());
        figures.put("calls_per_second_up", Math.round(crowd.made() * 10_000.0 / up.toMillis()) / 10.0);
        figures.put("kills", storm.kills);
        figures.put("postgres_restarts", storm.restarts);
        figures.put("commits_cut_within", cuts.done(CommitCuts.Place.WITHIN_THE_REQUEST));
        figures.put("commits_cut_before_answer", cuts.done(CommitCuts.Place.BEFORE_THE_ANSWER));
        figures.put("sockets_cut", storm.cutLinks);
        figures.put("sockets_half_open", storm.swallowedLinks);
        figures.put("sockets_sliced", storm.slicedLinks);
        figures.put("acknowledged", records.acknowledged().size());
        figures.put("refused", records.refused().size());
        figures.put("errors", records.errors());
        figures.put("closes", new TreeMap<>(records.closes())); // without the goodbyes of the end
        return figures;
    }

    private void progress(Records records, Crowd crowd, Storm storm) {
        out.printf(
                "%4d s: calls %d, live %d, devices ready %d of %d, kills %d, PostgreSQL %d, acknowledged %d%n",
                records.millis() / 1_000,
                crowd.made(),
                crowd.live(),
                crowd.ready(),
                crowd.devices().size(),
                storm.kills,
                storm.restarts,
                records.acknowledged().size());
    }

    private static <T> T on(Network network, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        network.run(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.join();
    }

    private static void empty(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
