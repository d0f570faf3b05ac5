package dev.ringback.cli;

/// What stands in the way of a command, in one line for the operator; no stack trace helps here.
final class CannotStartException extends RuntimeException {
    CannotStartException(String message) {
        super(message);
    }

    CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
