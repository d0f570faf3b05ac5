package dev.ringback.load.calls;

import java.time.Duration;

/// How the calls of a run are.
///
/// @param mix which scenarios
/// @param candidates how many ICE candidates each side of an answered call sends
/// @param sdpBytes how large offer and answer are
/// @param ring from `call_ringing` to the answer, decline or cancel
/// @param talk from the answer to the end
/// @param ringTimeout the server's, which ends a missed call
/// @param patience how long a call may take beyond that until it counts as failed
public record Settings(
        Mix mix, int candidates, int sdpBytes, Duration ring, Duration talk, Duration ringTimeout, Duration patience) {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CANDIDATES = 2;
    private static final int SDP_BYTES = 2_048;

    /// The complete call of the benchmarks: 100 ms, 100 ms, two candidates each way, descriptions of 2 KB.
    public static Settings standard(Mix mix) {
        return of(mix, CANDIDATES, SDP_BYTES, Duration.ZERO);
    }

    /// With the pauses of the benchmarks.
    public static Settings of(Mix mix, int candidates, int sdpBytes, Duration ringTimeout) {
        return new Settings(mix, candidates, sdpBytes, PAUSE, PAUSE, ringTimeout, PATIENCE);
    }

    /// How long the longest call waits for its own people and deadlines.
    public Duration waiting() {
        Duration answered = ring.plus(talk);
        return mix.has(Scenario.MISSED) && ringTimeout.compareTo(answered) > 0 ? ringTimeout : answered;
    }
}
