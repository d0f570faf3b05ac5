package dev.ringback.call;

import java.time.Duration;

/// Lets a step run later, on the call loop. A timer only makes a deadline prompt; the row holds it.
public interface Timers {

    /// Runs a step once after a delay; a delay of zero or less means soon.
    Timer after(Duration delay, Runnable step);

    /// A step that waits.
    interface Timer {

        /// It will not run, if it has not yet.
        void cancel();
    }
}
