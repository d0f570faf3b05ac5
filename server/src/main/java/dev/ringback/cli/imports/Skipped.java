package dev.ringback.cli.imports;

/// Why a row is left out.
public enum Skipped {
    IMPORTED_BEFORE("imported before"),
    STATUS_UNKNOWN("its status is none that is known"),
    TYPE_UNKNOWN("it is neither voice nor video"),
    NO_START("nothing says when it began"),
    FUTURE("it begins in the future: is --zone right?"),
    CALLER_UNKNOWN("nobody is known to have its caller's profile"),
    PEOPLE_UNKNOWN("nothing says who is in its conversation"),
    NOT_TWO("its conversation is not of two people"),
    NOT_PARTICIPANT("its caller is not in its conversation"),
    PERHAPS_LIVE("it may still go on: import it later");

    private final String words;

    Skipped(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
