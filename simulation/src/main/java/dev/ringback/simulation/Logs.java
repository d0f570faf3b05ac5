package dev.ringback.simulation;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the call service logs while a run is under way on this thread: an error is a bug, and breaks a promise.
final class Logs {

    private static final ThreadLocal<World> RUNNING = new ThreadLocal<>();
    private static final Logger OURS = Logger.getLogger("dev.ringback");

    static {
        System.setProperty("org.jboss.logging.provider", "jdk");
        OURS.setUseParentHandlers(false);
        OURS.setLevel(Level.INFO);
        OURS.addHandler(new ToTheRun());
    }

    private Logs() {}

    /// Lets a run happen on this thread.
    static void watch(World world, Runnable run) {
        RUNNING.set(world);
        try {
            run.run();
        } finally {
            RUNNING.remove();
        }
    }

    private static final class ToTheRun extends Handler {

        @Override
        public void publish(LogRecord record) {
            World world = RUNNING.get();
            if (world == null) {
                return;
            }
            world.trace(() -> "log " + record.getLevel() + " " + record.getMessage());
            if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
                world.violate("error-logged", record.getMessage() + " " + record.getThrown());
            }
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
