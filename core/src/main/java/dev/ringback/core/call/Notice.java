package dev.ringback.core.call;

import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import java.util.Optional;

/// Somebody must be told something about a call. What the message carries is the shell's matter; who gets it is not.
///
/// @param audience which devices
/// @param news what they are told
public record Notice(Audience audience, News news) {

    /// Which of a person's devices.
    public sealed interface Audience {

        /// Whose devices they are.
        UserId user();

        /// All that are connected.
        record EveryDevice(UserId user) implements Audience {}

        /// Exactly this one.
        record OneDevice(UserId user, DeviceId device) implements Audience {}

        /// All but this one.
        record OtherDevices(UserId user, DeviceId device) implements Audience {}

        /// Whether a device of this person belongs to it.
        default boolean includes(DeviceId device) {
            return switch (this) {
                case EveryDevice it -> true;
                case OneDevice it -> it.device().equals(device);
                case OtherDevices it -> !it.device().equals(device);
            };
        }
    }

    /// What is told (protocol §2, "Server to client").
    public sealed interface News {

        /// `call_invitation`, with the offer and the kept candidates.
        enum Invitation implements News {
            INVITATION
        }

        /// `call_ringing`.
        enum Ringing implements News {
            RINGING
        }

        /// `call_answer`, with the answer.
        enum Answer implements News {
            ANSWER
        }

        /// `call_mode_switched`.
        record ModeSwitched(CallType mode) implements News {}

        /// `call_taken`.
        ///
        /// @param by the device that took it; empty when REST declined
        /// @param status `answered` or `declined`
        record Taken(Optional<DeviceId> by, Status status) implements News {}

        /// The message of a final status: `call_ended`, `call_cancelled`, `call_declined`, `call_missed`,
        /// `call_failed`.
        enum Final implements News {
            FINAL
        }

        /// `call_log_updated`.
        enum LogUpdated implements News {
            LOG_UPDATED
        }

        /// `call_peer_lost`.
        enum PeerLost implements News {
            PEER_LOST
        }

        /// `call_peer_resumed`.
        enum PeerResumed implements News {
            PEER_RESUMED
        }
    }
}
