package dev.ringback.load.chaos;

import java.util.Optional;
import java.util.UUID;

/// One thing that must not be.
///
/// @param check the kind of it
/// @param call whose transcript shows it
/// @param sentence what was found
record Finding(Check check, Optional<UUID> call, String sentence) {

    /// What is checked at the end of a run.
    enum Check {
        /// A row that is not final 10 s after healing.
        NOT_FINAL,
        /// A transition that was acknowledged, or told, and is not in the rows and events.
        LOST,
        /// A screen that shows something else than the row says.
        SCREEN,
        /// A device that rings for a call that is over.
        GHOST_RING,
        /// Events with a gap, after the final one, or that end otherwise than the row.
        EVENTS,
        /// A call that rang although its cancel had come first.
        OVERTAKEN,
        /// A person held busy by a call that is over.
        LIVE_PEOPLE,
        /// A device that is not connected, or waits for an answer that never came.
        SILENCE,
        /// What a client saw and must never see.
        CLIENT
    }
}
