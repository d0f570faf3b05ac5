package dev.ringback.gateway;

import java.time.Duration;
import java.time.Instant;

/// When a socket is pinged, and when it is taken for dead (protocol §2 "Heartbeat"). Immutable.
///
/// @param every `RINGBACK_HEARTBEAT`, 1 s or more
record Heartbeat(Duration every) {

    /// How often all sockets are looked at.
    static final Duration TICK = Duration.ofSeconds(1);

    /// What is due at one look.
    ///
    /// @param pingBefore whoever was pinged before is pinged
    /// @param silentSince whoever has not been heard of since then is dead
    record Due(Instant pingBefore, Instant silentSince) {}

    /// A ping goes half a tick early: else a tick that comes too soon leaves it to the next one, and with a heartbeat
    /// as short as a tick a living socket would look silent by then.
    Due dueAt(Instant now) {
        return new Due(now.minus(every).plus(TICK.dividedBy(2)), now.minus(every.multipliedBy(2)));
    }
}
