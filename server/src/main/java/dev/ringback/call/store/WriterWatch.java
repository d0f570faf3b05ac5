package dev.ringback.call.store;

/// What the writer lets others see of its work. Told on the writer's thread, but for [#told]: on the loop. Whoever
/// listens counts, and does nothing that takes time. What it throws is logged and harms nobody.
public interface WriterWatch {

    /// Nobody looks.
    WriterWatch NOBODY = new WriterWatch() {};

    /// A write was taken into a batch.
    ///
    /// @param begins whether it begins a call
    default void waited(boolean begins, long nanos) {}

    /// A transaction was committed.
    ///
    /// @param nanos from its first statement to the end of its COMMIT
    default void committed(int writes, long nanos) {}

    /// Everybody on this node was told of a transition.
    ///
    /// @param nanos since its commit
    default void told(long nanos) {}

    /// Something went wrong; what is tried again is told again.
    default void failed(Trouble trouble) {}

    /// What may go wrong.
    enum Trouble {
        /// No connection could be had.
        NO_CONNECTION,
        /// The connection was lost before its COMMIT.
        LOST,
        /// The connection was lost in its COMMIT.
        IN_DOUBT,
        /// Somebody else was in the way.
        BLOCKED,
        /// PostgreSQL cannot write now: no space, too slow.
        UNAVAILABLE,
        /// PostgreSQL refused a value, or a bug of ours.
        REFUSED
    }
}
