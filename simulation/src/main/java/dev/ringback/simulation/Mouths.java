package dev.ringback.simulation;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Planted bugs where messages go out.
final class Mouths {

    private Mouths() {}

    /// The call whose end a message tells, in whichever frame.
    private static Optional<Call> end(ServerMessage message) {
        if (message instanceof ServerMessage.Final it) {
            return Optional.of(it.header().call());
        }
        return message instanceof ServerMessage.LogUpdated it ? Optional.of(it.call()) : Optional.empty();
    }

    static final class CancelNotTold extends Plant {
        @Override
        boolean lets(World world, Gateway gateway, ServerMessage message) {
            return end(message)
                    .filter(call -> call.status() == Status.CANCELLED)
                    .isEmpty();
        }
    }

    static final class DeclineNotSpread extends Plant {
        @Override
        boolean lets(World world, Gateway gateway, ServerMessage message) {
            boolean declined = message instanceof ServerMessage.Taken
                    || end(message)
                            .flatMap(Call::closed)
                            .filter(it -> it.reason() == EndReason.DECLINED)
                            .isPresent();
            return !declined || !isCallees(gateway, message);
        }

        private static boolean isCallees(Gateway gateway, ServerMessage message) {
            Optional<Call> call = message instanceof ServerMessage.Taken it
                    ? Optional.of(it.header().call())
                    : end(message);
            return call.flatMap(it -> it.role(gateway.place().user())).equals(Optional.of(Role.CALLEE));
        }
    }

    static final class AnswerNotSpread extends Plant {
        @Override
        boolean lets(World world, Gateway gateway, ServerMessage message) {
            return !(message instanceof ServerMessage.Taken it && it.status() == Status.ANSWERED);
        }
    }

    static final class NoticeToOneDevice extends Plant {

        private record Told(CallId call, UserId user, boolean update) {}

        private final Map<Told, Gateway> told = new HashMap<>();

        @Override
        boolean lets(World world, Gateway gateway, ServerMessage message) {
            return end(message)
                    .map(call -> new Told(call.id(), gateway.place().user(), false))
                    .map(key -> told.computeIfAbsent(key, any -> gateway) == gateway)
                    .orElse(true);
        }
    }

    static final class NoRingOnResume extends Plant {

        private final Set<Gateway> greeted = new HashSet<>();

        @Override
        boolean lets(World world, Gateway gateway, ServerMessage message) {
            if (message instanceof ServerMessage.ActiveCalls it && !it.calls().isEmpty()) {
                greeted.add(gateway);
            }
            return !(message instanceof ServerMessage.Invitation && greeted.contains(gateway));
        }
    }

    /// Every fifth announcement of a ring waits for the next message.
    static final class StaleAfterNewer extends Plant {

        private final Map<Gateway, List<ServerMessage>> kept = new HashMap<>();

        @Override
        boolean lets(World world, Gateway gateway, ServerMessage message) {
            if (message instanceof ServerMessage.Ringing) {
                kept.computeIfAbsent(gateway, any -> new ArrayList<>()).add(message);
                return false;
            }
            if (message instanceof ServerMessage.Answer || message instanceof ServerMessage.Final) {
                List<ServerMessage> late = kept.remove(gateway);
                if (late != null) {
                    world.agenda().after(0, () -> late.forEach(gateway::put));
                }
            }
            return true;
        }
    }

    static final class ToldToStrangers extends Plant {
        @Override
        boolean lets(World world, Gateway gateway, ServerMessage message) {
            if (message instanceof ServerMessage.Final) {
                List.copyOf(gateway.node().sockets()).stream()
                        .filter(socket -> socket != gateway && socket.isOpen())
                        .forEach(socket -> socket.put(message));
            }
            return true;
        }
    }

    static final class DurationFromStart extends Plant {
        @Override
        String text(ServerMessage message, String encoded) {
            Optional<Call> call = end(message).filter(it -> it.answeredAt().isPresent());
            if (call.isEmpty()) {
                return encoded;
            }
            Progress.Closed closed = call.get().closed().orElseThrow();
            long wrong = Duration.between(call.get().facts().startedAt(), closed.since())
                    .toSeconds();
            return encoded.replaceAll("\"duration_seconds\":\\d+", "\"duration_seconds\":" + wrong);
        }
    }

    static final class OtherSidesOutcome extends Plant {
        @Override
        String text(ServerMessage message, String encoded) {
            return end(message)
                    .flatMap(call -> call.outcome(Role.CALLER))
                    .map(outcome ->
                            encoded.replaceAll("\"outcome\":\"\\w+\"", "\"outcome\":\"" + outcome.wire() + "\""))
                    .orElse(encoded);
        }
    }
}
