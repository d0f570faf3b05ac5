package dev.ringback.load.calls;

/// Which end of a pair a socket is.
enum Side {
    CALLER,
    CALLEE,
    /// A second device of the callee, which rings and never answers.
    OTHER_DEVICE
}
