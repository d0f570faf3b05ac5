package dev.ringback.core.id;

/// The number of a `call_logs` row, given by the database; the seed's REST paths speak of it.
///
/// @param value 1 or more
public record CallLogId(long value) {

    public CallLogId {
        if (value < 1) {
            throw new IllegalArgumentException("call log id " + value + " is not 1 or more");
        }
    }

    @Override
    public String toString() {
        return "call log " + value;
    }
}
