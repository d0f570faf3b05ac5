package dev.ringback.cli.imports;

/// A look into tables of people failed, in the midst of something that knows no SQL.
final class SourceFailedException extends RuntimeException {
    SourceFailedException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
