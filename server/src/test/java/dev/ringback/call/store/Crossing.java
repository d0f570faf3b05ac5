package dev.ringback.call.store;

import dev.ringback.call.CallStore;
import dev.ringback.call.CallWatch;
import dev.ringback.call.Calls;
import dev.ringback.call.Outlet;
import dev.ringback.call.Pair;
import dev.ringback.call.Session;
import dev.ringback.call.Switchboard;
import dev.ringback.call.Timers;
import dev.ringback.cluster.Bus;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.NodeId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Directory;
import dev.ringback.history.MissedCalls;
import dev.ringback.protocol.Address;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A race, forced: the real call service on one node or on two, a real PostgreSQL, and a [Barrier] before it. What two
/// people ask is decided on the call as both see it; the test then says which commit is the first. Time passes only
/// when the test says so.
final class Crossing {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final CallDatabase database;
    private final Barrier barrier = new Barrier();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private final Map<ConversationId, Directory.Conversation> conversations = new HashMap<>();
    private final Instant begin = Pair.next().now();
    private final boolean reversed;
    private final boolean apart;

    /// @param stores of one node, or of two
    /// @param reversed whether the second of two wins
    Crossing(CallDatabase database, List<CallStore> stores, boolean reversed) {
        this.database = database;
        this.reversed = reversed;
        this.apart = stores.size() > 1;
        stores.forEach(store -> nodes.add(new Node(store)));
    }

    /// Makes two people and their conversation known.
    Pair know(Pair pair) {
        database.introduce(pair);
        conversations.put(
                pair.conversation(),
                new Directory.Conversation(pair.conversation(), true, List.of(pair.caller(), pair.callee())));
        return pair;
    }

    /// A device, on the first node.
    Phone here(Party person, String device) {
        return new Phone(nodes.getFirst(), person, device);
    }

    /// A device, on the other node where there is one.
    Phone there(Party person, String device) {
        return new Phone(nodes.getLast(), person, device);
    }

    /// Both are decided before either is committed, where nothing but the database keeps their order: on two nodes, and
    /// of two invitations. On one node the second of two messages about one call waits for the first in memory.
    void cross(boolean meetInMemory, Runnable one, Runnable other) {
        run(barrier::goDown);
        (reversed ? other : one).run();
        until("the first has been decided", () -> ask(barrier::waiting) == 1);
        (reversed ? one : other).run();
        if (apart || !meetInMemory) {
            until("both have been decided", () -> ask(barrier::waiting) == 2);
        }
        CompletableFuture<Void> passed = new CompletableFuture<>();
        run(() -> barrier.goUp().whenComplete((done, fault) -> passed.complete(null)));
        CallDatabase.await(passed);
    }

    /// The row, once every device of the call's people that knows of it shows what it says.
    Call agreedBy(CallId id, Phone... those) {
        for (Phone phone : those) {
            until(phone + " shows what the row says", () -> {
                Call row = row(id);
                return phone.shows(id)
                        .filter(it -> it.version() == row.version()
                                && it.status() == row.status()
                                && it.closed().equals(row.closed()))
                        .isPresent();
            });
        }
        return row(id);
    }

    /// Waits until the row says that a side is lost.
    void loses(Role role, CallId id) {
        until(role + " is lost", () -> row(id).leg(role).lost().isPresent());
    }

    Call row(CallId id) {
        return CallDatabase.await(database.store.load(id)).orElseThrow();
    }

    /// The statuses that the call's events led to, in their order.
    List<String> story(CallId id) {
        return database.query("SELECT e.status FROM call_events e JOIN call_logs c ON c.id = e.call_log_id"
                + " WHERE c.call_id = '" + id.value() + "' ORDER BY e.seq");
    }

    /// The devices of two people that are there.
    Phone[] everybodyOf(Pair pair) {
        return phones.stream()
                .filter(phone -> phone.isOf(pair.caller()) || phone.isOf(pair.callee()))
                .toArray(Phone[]::new);
    }

    /// How many rows a conversation has.
    int rows(ConversationId conversation) {
        return database.query("SELECT id FROM call_logs WHERE conversation_id = " + conversation.value())
                .size();
    }

    /// Whether the database holds a person as busy.
    boolean isBusy(Party person) {
        return !database.query("SELECT user_id FROM live_people WHERE user_id = "
                        + person.userId().value())
                .isEmpty();
    }

    private void run(Runnable step) {
        CallDatabase.await(CompletableFuture.runAsync(step, database.loop));
    }

    private <T> T ask(Supplier<T> question) {
        return CallDatabase.await(CompletableFuture.supplyAsync(question, database.loop));
    }

    private void until(String what, Supplier<Boolean> holds) {
        Awaitility.await(what)
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(holds::get);
    }

    /// A device with its socket.
    final class Phone implements Outlet {

        private final Node node;
        private final Session session;
        private final List<ServerMessage> heard = new CopyOnWriteArrayList<>();
        private int asked;

        private Phone(Node node, Party person, String device) {
            this.node = node;
            this.session = new Session(person.userId(), new DeviceId(device), node.id, this);
            var terms = new ServerMessage.Terms(45, 10, 30, 15, 65_536, 4_096, 50, 200, 60, 10);
            var greeting = new ServerMessage.Connection(person.userId(), session.device(), "session", begin, terms);
            run(() -> {
                node.calls.opened(session, greeting);
                node.calls.alive(session);
            });
            hears(ServerMessage.ActiveCalls.class);
            phones.add(this);
        }

        @Override
        public void send(ServerMessage message) {
            heard.add(message);
        }

        @Override
        public void close(CloseCode code) {
            throw new IllegalStateException(this + " is sent away with " + code);
        }

        /// Calls; the answer is not waited for.
        void invites(Pair pair, CallId id) {
            var message = new ClientMessage.Invite(
                    nextId(),
                    Optional.of(id),
                    pair.conversation(),
                    CallType.VOICE,
                    new Json(Pair.OFFER),
                    Optional.empty());
            run(() -> node.calls.invite(session, message));
        }

        void rings(CallId id) {
            asks(new ClientMessage.Ringing(nextId(), new Address.ByCall(id)));
        }

        void answers(CallId id) {
            asks(new ClientMessage.Answer(nextId(), new Address.ByCall(id), new Json(Pair.ANSWER)));
        }

        void declines(CallId id) {
            asks(new ClientMessage.Declined(nextId(), new Address.ByCall(id)));
        }

        void cancels(CallId id) {
            asks(new ClientMessage.Cancelled(nextId(), new Address.ByCall(id)));
        }

        void hangsUp(CallId id) {
            asks(new ClientMessage.Ended(nextId(), new Address.ByCall(id), false));
        }

        /// Its socket is seen to close now.
        void goes() {
            phones.remove(this);
            run(() -> node.calls.closed(session, node.now));
        }

        /// Time passes on its node, and what comes due there is done.
        void waits(Duration time) {
            run(() -> node.pass(time));
        }

        /// What its last message was answered: `ack`, or the error's code.
        String answer() {
            hears(ServerMessage.class, message -> isAnswer(message, "m" + asked));
            return heard.stream()
                    .filter(message -> isAnswer(message, "m" + asked))
                    .map(message -> message instanceof ServerMessage.Error it
                            ? it.problem().code()
                            : "ack")
                    .toList()
                    .getLast();
        }

        private boolean isOf(Party person) {
            return session.user().equals(person.userId());
        }

        /// Waits for a message of a kind.
        <T extends ServerMessage> Phone hears(Class<T> kind) {
            hears(kind, message -> true);
            return this;
        }

        /// How many messages of a kind have come.
        int heard(Class<? extends ServerMessage> kind) {
            return (int) heard.stream().filter(kind::isInstance).count();
        }

        /// The call as it was told last.
        private Optional<Call> shows(CallId id) {
            return heard.stream()
                    .flatMap(Crossing::told)
                    .filter(call -> call.id().equals(id))
                    .max(Comparator.comparingInt(Call::version));
        }

        private <T extends ServerMessage> void hears(Class<T> kind, Predicate<ServerMessage> like) {
            until(
                    this + " hears a " + kind.getSimpleName() + " after " + heard,
                    () -> heard.stream().anyMatch(it -> kind.isInstance(it) && like.test(it)));
        }

        private void asks(ClientMessage.AboutCall message) {
            run(() -> node.calls.ask(session, message));
        }

        private Optional<String> nextId() {
            return Optional.of("m" + ++asked);
        }

        @Override
        public String toString() {
            return session.user() + "'s " + session.device();
        }
    }

    private static boolean isAnswer(ServerMessage message, String id) {
        return message instanceof ServerMessage.Ack ack && ack.id().equals(id)
                || message instanceof ServerMessage.Error error && error.id().equals(Optional.of(id));
    }

    /// The calls that a message tells.
    private static Stream<Call> told(ServerMessage message) {
        return switch (message) {
            case ServerMessage.ActiveCalls it -> it.calls().stream();
            case ServerMessage.MissedCalls it -> it.calls().stream();
            case ServerMessage.Ack it -> it.call().stream();
            case ServerMessage.Error it -> it.call().stream();
            case ServerMessage.LogUpdated it -> Stream.of(it.call());
            case ServerMessage.AboutCall it -> Stream.of(it.header().call());
            case ServerMessage.Connection it -> Stream.empty();
            case ServerMessage.Pong it -> Stream.empty();
            case ServerMessage.Presence it -> Stream.empty();
            case ServerMessage.Draining it -> Stream.empty();
        };
    }

    /// One life of one process, with its own clock.
    private final class Node implements Timers, Bus {

        private final NodeId id = new NodeId(UUID.randomUUID().toString());
        private final PriorityQueue<Due> timers =
                new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
        private final Calls calls;
        private Instant now = begin;
        private long timersMade;

        private record Due(Instant at, long number, Runnable step) {}

        private Node(CallStore store) {
            MissedCalls none = user -> CompletableFuture.completedFuture(new MissedCalls.Unseen(0, List.of()));
            var world = new Calls.World(
                    id,
                    database.loop,
                    () -> now,
                    this,
                    UUID::randomUUID,
                    barrier.before(store),
                    new Everybody(),
                    none,
                    this,
                    CallWatch.NOBODY);
            calls = new Calls(world, new Switchboard(), Timeouts.STANDARD, new Calls.Limits(0, 0, Duration.ZERO));
        }

        private void pass(Duration time) {
            Instant end = now.plus(time);
            while (!timers.isEmpty() && !timers.peek().at().isAfter(end)) {
                Due due = Objects.requireNonNull(timers.poll());
                now = due.at();
                due.step().run();
            }
            now = end;
        }

        @Override
        public Timer after(Duration delay, Runnable step) {
            Due due = new Due(now.plus(delay.isNegative() ? Duration.ZERO : delay), timersMade++, step);
            timers.add(due);
            return () -> timers.remove(due);
        }

        @Override
        public void publish(Set<UserId> concerned, BusMessage message) {
            nodes.stream()
                    .filter(node -> node != this)
                    .forEach(node -> database.loop.execute(() -> node.calls.heard(message)));
        }

        @Override
        public boolean hasOthers() {
            return apart;
        }
    }

    private final class Everybody implements Directory {

        @Override
        public CompletionStage<Optional<Conversation>> conversation(ConversationId id) {
            return CompletableFuture.completedFuture(Optional.ofNullable(conversations.get(id)));
        }

        @Override
        public CompletionStage<Set<UserId>> peers(UserId user) {
            return CompletableFuture.completedFuture(Set.of());
        }
    }
}
