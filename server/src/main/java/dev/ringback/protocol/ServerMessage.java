package dev.ringback.protocol;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message to one device (protocol §2, "Server to client"). [MessageEncoder] writes it.
public sealed interface ServerMessage {

    /// `connection`: the first frame of a socket.
    record Connection(UserId user, DeviceId device, String sessionId, Instant serverTime, Terms terms)
            implements ServerMessage {}

    /// What a client should know of the server's settings: seconds and counts, 0 for no limit.
    record Terms(
            double ring,
            double callerGrace,
            double callGrace,
            double heartbeat,
            int frameBytesMax,
            int candidateBytesMax,
            int messagesPerSecond,
            int messagesBurst,
            int invitesPerMinute,
            int socketsPerUser) {}

    /// `active_calls`: the second frame.
    record ActiveCalls(UserId user, List<Call> calls) implements ServerMessage {}

    /// `missed_calls_notification`.
    record MissedCalls(UserId user, int count, List<Call> calls) implements ServerMessage {}

    /// `ack` of a message that had an id; the call as its receiver reads it.
    record Ack(String id, UserId user, Optional<Call> call) implements ServerMessage {}

    /// `error`.
    record Error(
            Optional<String> id,
            ProblemType problem,
            String message,
            Optional<String> field,
            UserId user,
            Optional<Call> call)
            implements ServerMessage {}

    /// `pong`.
    enum Pong implements ServerMessage {
        PONG
    }

    /// `presence`.
    record Presence(UserId user, boolean online) implements ServerMessage {}

    /// `call_log_updated`.
    record LogUpdated(Call call, Role reader) implements ServerMessage {}

    /// `server_draining`.
    enum Draining implements ServerMessage {
        DRAINING
    }

    /// What is said of one call. Those that announce a transition are dropped by a client that has a newer version.
    sealed interface AboutCall extends ServerMessage {

        /// What they all carry.
        Header header();

        /// Whether it announces a transition (protocol §2 "Order").
        boolean announces();
    }

    /// The fields that every message about a call has.
    ///
    /// @param call as it is
    /// @param reader the receiver's side
    /// @param from whose doing it is
    /// @param at the time of what is told
    record Header(Call call, Role reader, Party from, Instant at) {

        /// Which call.
        public CallId id() {
            return call.id();
        }
    }

    /// `call_invitation`.
    record Invitation(Header header, Json offer, Instant ringUntil) implements AboutCall {
        @Override
        public boolean announces() {
            return true;
        }
    }

    /// `call_ringing`.
    record Ringing(Header header) implements AboutCall {
        @Override
        public boolean announces() {
            return true;
        }
    }

    /// `call_answer`.
    record Answer(Header header, Json answer) implements AboutCall {
        @Override
        public boolean announces() {
            return true;
        }
    }

    /// `call_taken`.
    record Taken(Header header, Optional<DeviceId> by, Status status) implements AboutCall {
        @Override
        public boolean announces() {
            return true;
        }
    }

    /// The message of a final status: its type is that of the call's status.
    record Final(Header header) implements AboutCall {
        @Override
        public boolean announces() {
            return true;
        }
    }

    /// `call_mode_switched`.
    record ModeSwitched(Header header, CallType mode) implements AboutCall {
        @Override
        public boolean announces() {
            return false;
        }
    }

    /// `ice_candidate`.
    record Candidate(Header header, Json candidate) implements AboutCall {
        @Override
        public boolean announces() {
            return false;
        }
    }

    /// `webrtc_offer`.
    record OfferAgain(Header header, Json offer) implements AboutCall {
        @Override
        public boolean announces() {
            return false;
        }
    }

    /// `webrtc_answer`.
    record AnswerAgain(Header header, Json answer) implements AboutCall {
        @Override
        public boolean announces() {
            return false;
        }
    }

    /// `call_media`.
    record Media(Header header, Optional<Boolean> audio, Optional<Boolean> video, Optional<Boolean> screen)
            implements AboutCall {
        @Override
        public boolean announces() {
            return false;
        }
    }

    /// `call_peer_lost` and `call_peer_resumed`.
    record Peer(Header header, boolean back) implements AboutCall {
        @Override
        public boolean announces() {
            return false;
        }
    }
}
