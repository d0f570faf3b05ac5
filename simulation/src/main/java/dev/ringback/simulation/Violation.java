package dev.ringback.simulation;

/// A promise that was broken.
///
/// @param rule its short name; a shrunk script must break the same one
/// @param what what was seen
/// @param at when, in virtual microseconds
record Violation(String rule, String what, long at) {

    @Override
    public String toString() {
        return "%s at %.6f s: %s".formatted(rule, at / 1e6, what);
    }
}
