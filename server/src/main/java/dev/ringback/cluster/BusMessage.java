package dev.ringback.cluster;

import dev.ringback.core.call.Notice;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one node tells the others.
public sealed interface BusMessage {

    /// A call was moved: read its row, and tell your devices.
    ///
    /// @param version of the row after it
    /// @param notices who was to be told of exactly this transition
    record Moved(CallId call, int version, List<Notice> notices) implements BusMessage {}

    /// Something passes from one side's device to the other's.
    ///
    /// @param to the side that it goes to
    /// @param device which device; empty: all of that side, before the answer
    record Relayed(CallId call, Role to, Optional<DeviceId> device, Relay relay) implements BusMessage {}

    /// A device has a socket here now: an older one elsewhere is replaced, and what was kept for it is due.
    ///
    /// @param at when it was opened; a socket that was opened later stays
    record Opened(UserId user, DeviceId device, Instant at) implements BusMessage {}

    /// What is relayed.
    sealed interface Relay {

        /// `ice_candidate`.
        record Candidate(Json candidate) implements Relay {}

        /// `webrtc_offer`.
        record Offer(Json offer) implements Relay {}

        /// `webrtc_answer`.
        record Answer(Json answer) implements Relay {}

        /// `call_media`.
        record Media(Optional<Boolean> audio, Optional<Boolean> video, Optional<Boolean> screen) implements Relay {}
    }
}
