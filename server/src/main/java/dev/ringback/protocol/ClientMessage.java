package dev.ringback.protocol;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.CallType;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.util.Optional;

/// A message of a client, checked (protocol §2). SDP and candidates stay the JSON text that came: they are relayed, not
/// read. A message that holds one hides it in `toString`.
public sealed interface ClientMessage {

    /// The client's own number of the message; present when it wants an `ack`.
    Optional<String> id();

    /// A message about one existing call.
    sealed interface AboutCall extends ClientMessage {

        /// Which call.
        Address address();

        /// What it asks of the call.
        Ask ask();
    }

    /// `call_invitation`.
    record Invite(
            Optional<String> id,
            Optional<CallId> callId,
            ConversationId conversation,
            CallType type,
            Json offer,
            Optional<UserId> toUser)
            implements ClientMessage {}

    /// `call_ringing`.
    record Ringing(Optional<String> id, Address address) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.RING;
        }
    }

    /// `call_answer`.
    record Answer(Optional<String> id, Address address, Json answer) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.ANSWER;
        }
    }

    /// `call_declined`.
    record Declined(Optional<String> id, Address address) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.DECLINE;
        }
    }

    /// `call_cancelled`.
    record Cancelled(Optional<String> id, Address address) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.CANCEL;
        }
    }

    /// `call_ended`; `mediaFailed` for reason `media_failed`, any other reason is a plain hang-up.
    record Ended(Optional<String> id, Address address, boolean mediaFailed) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.END;
        }
    }

    /// `ice_candidate`; the JSON is `null` for "no more".
    record Candidate(Optional<String> id, Address address, Json candidate) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.CANDIDATE;
        }
    }

    /// `webrtc_offer`.
    record OfferAgain(Optional<String> id, Address address, Json offer) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.OFFER_AGAIN;
        }
    }

    /// `webrtc_answer`.
    record AnswerAgain(Optional<String> id, Address address, Json answer) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.ANSWER_AGAIN;
        }
    }

    /// `call_mode_switched`.
    record ModeSwitched(Optional<String> id, Address address, CallType mode) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.SWITCH_MODE;
        }
    }

    /// `call_media`: what the sender sends at present; absent fields are unknown.
    record Media(
            Optional<String> id,
            Address address,
            Optional<Boolean> audio,
            Optional<Boolean> video,
            Optional<Boolean> screen)
            implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.TELL_MEDIA;
        }
    }

    /// `call_ring_stopped`.
    record RingStopped(Optional<String> id, Address address) implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.RING_STOPPED;
        }
    }

    /// `call_quality`: milliseconds, a ratio of 0 to 1, kilobits a second, and whether a relay is in the way.
    record Quality(
            Optional<String> id,
            Address address,
            Optional<Double> roundTripMillis,
            Optional<Double> jitterMillis,
            Optional<Double> lossRatio,
            Optional<Double> bitrateKbps,
            Optional<Boolean> relay)
            implements AboutCall {
        @Override
        public Ask ask() {
            return Ask.TELL_QUALITY;
        }
    }

    /// `authenticate`.
    record Authenticate(Optional<String> id, String token) implements ClientMessage {
        @Override
        public String toString() {
            return "Authenticate[token hidden]";
        }
    }

    /// `ping`.
    record Ping(Optional<String> id) implements ClientMessage {}
}
