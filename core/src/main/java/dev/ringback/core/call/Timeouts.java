package dev.ringback.core.call;

import java.time.Duration;

/// How long each thing may take before the server ends it (protocol §2 "Time-outs"). Each is a setting.
///
/// @param ring from the invitation until the call is missed; 45 s by default
/// @param callerGrace how long the calling device may stay away while it rings; 10 s by default
/// @param callGrace how long a side may stay away in an answered call; 30 s by default
/// @param maxCall the longest call, from its answer; 12 h by default
public record Timeouts(Duration ring, Duration callerGrace, Duration callGrace, Duration maxCall) {

    /// The protocol's own values.
    public static final Timeouts STANDARD =
            new Timeouts(Duration.ofSeconds(45), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofHours(12));
}
