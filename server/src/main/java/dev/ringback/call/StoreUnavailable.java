package dev.ringback.call;

/// The database is away, or the queue before it is full: nothing was committed, and the same may succeed later.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// With a sentence for the log.
    public StoreUnavailable(String message) {
        super(message);
    }

    /// With the fault that it stands for.
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
