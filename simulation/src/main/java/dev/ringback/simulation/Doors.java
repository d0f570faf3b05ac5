package dev.ringback.simulation;

import dev.ringback.call.CallStore;
import dev.ringback.call.Session;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Notice;
import dev.ringback.core.call.Progress;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.UserId;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.ServerMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Planted bugs where messages and devices come in.
final class Doors {

    private Doors() {}

    static final class CancelNotRouted extends Plant {
        @Override
        boolean intercept(World world, Gateway gateway, ClientMessage message) {
            return message instanceof ClientMessage.Cancelled;
        }
    }

    static final class AckBeforeCommit extends Plant {
        @Override
        boolean intercept(World world, Gateway gateway, ClientMessage message) {
            if (message instanceof ClientMessage.AboutCall it && it.id().isPresent()) {
                Optional<Call> call = meant(world, it.address());
                if (call.filter(found -> found.role(gateway.place().user()).isPresent())
                        .isPresent()) {
                    gateway.put(
                            new ServerMessage.Ack(it.id().get(), gateway.place().user(), call));
                }
            }
            return false;
        }
    }

    static final class AnswerFromTheCaller extends Plant {
        @Override
        boolean intercept(World world, Gateway gateway, ClientMessage message) {
            Optional<Call> call = message instanceof ClientMessage.Answer it
                    ? meant(world, it.address())
                            .filter(found -> found.role(gateway.place().user()).equals(Optional.of(Role.CALLER)))
                    : Optional.empty();
            if (call.isEmpty()) {
                return false;
            }
            UserId callee = call.get().facts().callee().userId();
            var forged =
                    new Session(callee, gateway.place().device(), gateway.node().id(), gateway);
            gateway.node().calls().ask(forged, (ClientMessage.Answer) message);
            return false; // the ordinary way answers it
        }
    }

    /// Both call each other, and the server answers for the one whose call came second.
    static final class AnsweredInGlare extends Plant {
        @Override
        boolean intercept(World world, Gateway gateway, ClientMessage message) {
            if (message instanceof ClientMessage.Invite it) {
                world.table()
                        .rows()
                        .liveIn(it.conversation())
                        .filter(call -> call.status().isBeforeAnswer())
                        .filter(call -> call.facts()
                                .callee()
                                .userId()
                                .equals(gateway.place().user()))
                        .ifPresent(call -> answer(gateway, call, it));
            }
            return false;
        }

        private static void answer(Gateway gateway, Call call, ClientMessage.Invite message) {
            var forged = new Session(
                    gateway.place().user(),
                    gateway.place().device(),
                    gateway.node().id(),
                    gateway);
            var answer = new ClientMessage.Answer(Optional.empty(), new Address.ByCall(call.id()), message.offer());
            gateway.node().calls().ask(forged, answer);
        }
    }

    static final class HeldCandidateLeaked extends Plant {
        @Override
        boolean intercept(World world, Gateway gateway, ClientMessage message) {
            if (message instanceof ClientMessage.Candidate it) {
                meant(world, it.address())
                        .filter(call -> call.status().isBeforeAnswer())
                        .filter(call -> call.role(gateway.place().user()).equals(Optional.of(Role.CALLEE)))
                        .ifPresent(call -> leak(world, call, it));
            }
            return false;
        }

        private static void leak(World world, Call call, ClientMessage.Candidate candidate) {
            var header =
                    new ServerMessage.Header(call, Role.CALLER, call.facts().callee(), call.changedAt());
            for (Node node : world.nodes()) {
                for (Gateway socket : node.life().sockets()) {
                    if (socket.place().user().equals(call.facts().caller().userId()) && socket.isOpen()) {
                        socket.put(new ServerMessage.Candidate(header, candidate.candidate()));
                    }
                }
            }
        }
    }

    /// The next snapshot of the person is what was read before the device was registered.
    static final class SnapshotFirst extends Plant {

        private final Map<UserId, Optional<Call>> read = new HashMap<>();

        @Override
        CallStore store(Table table, Database database, World world) {
            return new NodeStore(table, database) {
                @Override
                public CompletionStage<Optional<Call>> liveCallOf(UserId user) {
                    return read.containsKey(user)
                            ? CompletableFuture.completedFuture(read.remove(user))
                            : super.liveCallOf(user);
                }
            };
        }

        @Override
        void open(World world, Node.Life node, Session session, ServerMessage.Connection greeting) {
            Optional<Call> before = world.table().liveCallOf(session.user());
            world.agenda()
                    .after(
                            30 * Agenda.MILLI,
                            () -> node.enter(() -> {
                                read.put(session.user(), before);
                                node.calls().opened(session, greeting);
                            }));
        }
    }

    /// Whatever the bus says of a call's end is passed on at once.
    static final class BusBelieved extends Plant {
        @Override
        void hear(World world, Node.Life node, BusMessage message) {
            if (message instanceof BusMessage.Moved it
                    && it.notices().stream().anyMatch(notice -> notice.news() == Notice.News.Ringing.RINGING)) {
                world.table().load(it.call()).ifPresent(call -> tell(node, asTold(call, it.version())));
            }
            super.hear(world, node, message);
        }

        /// The call as somebody would make it up from the message alone.
        private static Call asTold(Call call, int version) {
            var rings = new Progress.Ringing(call.changedAt(), call.facts().startedAt());
            return new Call(call.facts(), rings, call.mode(), version, call.changedAt(), call.caller(), call.callee());
        }

        private static void tell(Node.Life node, Call call) {
            var header =
                    new ServerMessage.Header(call, Role.CALLER, call.facts().callee(), call.changedAt());
            for (Gateway socket : node.sockets()) {
                if (socket.place().user().equals(call.facts().caller().userId()) && socket.isOpen()) {
                    socket.put(new ServerMessage.Ringing(header));
                }
            }
        }
    }

    static final class SilenceIgnored extends Plant {
        @Override
        boolean ignoresSilence() {
            return true;
        }
    }

    private static Optional<Call> meant(World world, Address address) {
        return switch (address) {
            case Address.ByCall it -> load(world, it.call());
            case Address.ByConversation it -> world.table().rows().liveIn(it.conversation());
            case Address.ByPerson it -> world.table().liveCallOf(it.person());
        };
    }

    private static Optional<Call> load(World world, CallId id) {
        return world.table().load(id);
    }
}
