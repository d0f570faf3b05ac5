package dev.ringback.call;

/// The database is away, or the queue before it is full: nothing was committed, and the same may succeed later. Or it
/// is not known whether it was ([#isInDoubt]): a connection was lost in its COMMIT, or nobody waited for it any longer.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    /// Nothing was committed; with a sentence for the log.
    public StoreUnavailable(String message) {
        super(message);
        this.inDoubt = false;
    }

    /// Nothing was committed; with the fault that it stands for.
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
        this.inDoubt = false;
    }

    private StoreUnavailable(String message, boolean inDoubt) {
        super(message);
        this.inDoubt = inDoubt;
    }

    /// Something may have been committed, or may still be; with a sentence for the log.
    public static StoreUnavailable inDoubt(String message) {
        return new StoreUnavailable(message, true);
    }

    /// Whether it is unknown if something was committed.
    public boolean isInDoubt() {
        return inDoubt;
    }

    /// What a client is told. The same request again is safe either way: what was done already is not done twice.
    public String sentence() {
        return inDoubt
                ? "the database did not answer in time: whether this was done is not known; look, or ask again"
                : "the database is away or busy: nothing was changed, try again";
    }
}
