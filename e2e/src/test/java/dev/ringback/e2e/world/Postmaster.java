package dev.ringback.e2e.world;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The PostgreSQL of a running server, taken away from it and given back: the same program with the same settings on
/// the same data.
public final class Postmaster {
    private final Path folder;
    private final Path workingFolder;
    private final List<String> command;
    private long pid;

    private Postmaster(Path folder) throws IOException {
        this.folder = folder;
        this.pid = readPid();
        Path process = Path.of("/proc", Long.toString(pid));
        this.workingFolder = Files.readSymbolicLink(process.resolve("cwd"));
        this.command = new ArrayList<>(List.of(Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8)
                .split("\0")));
        command.set(0, Files.readSymbolicLink(process.resolve("exe")).toString());
    }

    /// @return the one in this server's data folder
    public static Postmaster of(Server server) {
        try {
            return new Postmaster(server.process().dataDir().resolve("postgres"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Stops it at once, as a power cut would (SIGQUIT), and waits until it is gone.
    public void stop() {
        ProcessHandle running = ProcessHandle.of(pid).orElseThrow();
        signal("QUIT", running);
        running.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /// Makes it stand still, with all its connections open, as a disk that answers no more would.
    public void freeze() {
        signalAll("STOP");
    }

    /// Lets it go on after [#freeze].
    public void thaw() {
        signalAll("CONT");
    }

    private void signalAll(String name) {
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        signal(name, postmaster);
        postmaster.descendants().forEach(backend -> signal(name, backend));
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped while a signal was sent to PostgreSQL", stopped);
        }
    }

    /// Starts it again on the same port. PostgreSQL refuses to run as root: in a container, it runs as nobody does.
    public void start() {
        List<String> again = new ArrayList<>(command);
        if (new File("/proc/self").exists() && "root".equals(System.getProperty("user.name"))) {
            again.addAll(0, List.of("unshare", "-U"));
        }
        try {
            File log = folder.resolveSibling("postgres-again.log").toFile();
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
            new ProcessBuilder(again)
                    .directory(workingFolder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            Await.until("PostgreSQL is back, see " + log, this::isReady);
            pid = readPid();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean isReady() throws IOException {
        Path file = folder.resolve("postmaster.pid");
        return Files.exists(file) && Files.readString(file).contains("ready");
    }

    private long readPid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
    }
}
