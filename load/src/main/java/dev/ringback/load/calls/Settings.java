package dev.ringback.load.calls;

import java.time.Duration;

/// How the calls of a run are.
///
/// @param mix which scenarios
/// @param candidates how many ICE candidates each side of an answered call sends
/// @param sdpBytes how large offer and answer are
/// @param ring from `call_ringing` to the answer, decline or cancel
/// @param talk from the answer to the end
/// @param patience how long a call may take beyond that until it counts as failed
public record Settings(Mix mix, int candidates, int sdpBytes, Duration ring, Duration talk, Duration patience) {}
