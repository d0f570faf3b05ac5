package dev.ringback.cli.node;

/// What stands in the way of a command, in one line for the operator; no stack trace helps here.
public final class CannotStartException extends RuntimeException {
    /// @param message one line: what is wrong, and where to look
    public CannotStartException(String message) {
        super(message);
    }

    /// @param message what is wrong, and where to look; of several lines, as PostgreSQL's, the first is told
    /// @param cause of it
    public CannotStartException(String message, Throwable cause) {
        super(message.lines().findFirst().orElse(message), cause);
    }
}
