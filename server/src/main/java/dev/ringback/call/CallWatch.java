package dev.ringback.call;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.Status;
import java.time.Duration;
import java.util.Map;

/// What the call service lets others see of its work: what happens and how long it takes, never to whom. It is told in
/// the midst of a step, on the call loop: whoever listens counts, and does nothing that takes time or can fail.
public interface CallWatch {

    /// Nobody looks.
    CallWatch NOBODY = new CallWatch() {};

    /// The time that durations within the loop are measured by, in nanoseconds. It means nothing else.
    default long nanos() {
        return 0;
    }

    /// A step has its turn on the loop.
    default void turn(long waitedNanos) {}

    /// The rules have decided what they were asked at this time of [#nanos].
    default void decided(long askedNanos) {}

    /// A call's invitation was committed by this node. The call may be over already.
    default void began(Call call) {}

    /// A transition was committed by this node.
    default void moved(Call before, CallEvent event, Call after) {}

    /// A device says that its ring has stopped.
    ///
    /// @param after how long after the transition that ended the ring; never negative
    default void ringStopped(Duration after) {}

    /// A new call was turned away because there is too much to do.
    default void turnedAway(Overload because) {}

    /// The sweeper has looked.
    ///
    /// @param due live calls that it found at or past their deadline
    /// @param overdue those of them that should have been closed long ago
    default void swept(int due, int overdue) {}

    /// How things stand in this node's memory, from time to time.
    default void stands(Standing standing) {}

    /// Where there is too much to do.
    enum Overload {
        /// Many new calls wait, and too long, for the call loop.
        LOOP,
        /// Many new calls wait, and too long, for the database's writer.
        WRITER,
        /// Too many new calls wait.
        FULL
    }

    /// Figures of a moment.
    ///
    /// @param live live calls by status
    /// @param stepsWaiting steps that wait behind another one of their call
    /// @param longestLine how many of them wait for one call at most
    record Standing(Map<Status, Integer> live, int stepsWaiting, int longestLine) {}
}
