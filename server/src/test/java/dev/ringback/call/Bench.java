package dev.ringback.call;

import dev.ringback.cluster.Bus;
import dev.ringback.cluster.BusMessage;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.Timeouts;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Directory;
import dev.ringback.history.MissedCalls;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.Json;
import dev.ringback.protocol.ServerMessage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// A call service on one thread whose world is moved by hand: time passes when a test says so, and the store answers
/// what the test has laid ready, or keeps its question open until [Question#answer]. For the few orders of events that
/// a real database and real sockets can't be made to show; the simulation plays the many.
final class Bench {

    final Pair pair = Pair.next();
    final Switchboard switchboard = new Switchboard();
    final Calls calls;
    private final List<Question> questions = new ArrayList<>();
    private final Map<String, Function<Object[], Object>> answers = new HashMap<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private final boolean hasOthers;
    private Instant now = pair.now();
    private long timersMade;

    Bench() {
        this(false, 10);
    }

    /// @param hasOthers whether there may be other nodes
    /// @param socketsPerUser the limit
    Bench(boolean hasOthers, int socketsPerUser) {
        this(hasOthers, socketsPerUser, CallWatch.NOBODY);
    }

    /// @param watch who counts
    Bench(CallWatch watch) {
        this(false, 10, watch);
    }

    private Bench(boolean hasOthers, int socketsPerUser, CallWatch watch) {
        this.hasOthers = hasOthers;
        answer("conversation", conversation());
        answer("peers", Set.of());
        answer("unseen", new MissedCalls.Unseen(0, List.of()));
        for (String none : List.of("load", "liveCallOf", "lastClosedIn", "lastClosedWith", "description")) {
            answer(none, Optional.empty());
        }
        for (String empty : List.of("overdue", "live", "markLostNodes")) {
            answer(empty, List.of());
        }
        for (String done : List.of("beat", "markReached", "markUnreached", "rememberCancel", "keepDescription")) {
            answers.put(done, any -> null);
        }
        answers.put("noteQuality", any -> true);
        var world = new Calls.World(
                pair.node(),
                Runnable::run,
                () -> now,
                this::after,
                UUID::randomUUID,
                port(CallStore.class),
                port(Directory.class),
                port(MissedCalls.class),
                bus(),
                watch);
        calls = new Calls(world, switchboard, Timeouts.STANDARD, new Calls.Limits(60, socketsPerUser, Duration.ZERO));
    }

    /// The pair's conversation, as the directory tells it.
    Optional<Directory.Conversation> conversation() {
        return Optional.of(
                new Directory.Conversation(pair.conversation(), true, List.of(pair.caller(), pair.callee())));
    }

    /// What a port was asked.
    record Question(String method, Object[] arguments, CompletableFuture<Object> stage) {

        <T> T argument(Class<T> type) {
            return type.cast(arguments[0]);
        }

        void answer(Object result) {
            if (result instanceof Throwable fault) {
                stage.completeExceptionally(fault);
            } else {
                stage.complete(result);
            }
        }
    }

    /// From now on questions of this method are answered so, at once; a throwable fails them.
    void answer(String method, Object result) {
        answers.put(method, any -> result);
    }

    void answer(String method, Function<Object[], Object> result) {
        answers.put(method, result);
    }

    /// From now on they stay open.
    void hold(String method) {
        answers.remove(method);
    }

    /// All that was asked by this name, the oldest first.
    List<Question> asked(String method) {
        return questions.stream().filter(it -> it.method().equals(method)).toList();
    }

    /// The newest question of this name.
    Question last(String method) {
        return asked(method).getLast();
    }

    Instant now() {
        return now;
    }

    /// Lets time pass, with the timers that come due.
    void pass(Duration time) {
        Instant end = now.plus(time);
        while (!timers.isEmpty() && !timers.peek().at().isAfter(end)) {
            Due due = timers.remove();
            now = due.at();
            due.step().run();
        }
        now = end;
    }

    /// A device with its socket.
    final class Device implements Outlet {

        final Session session;
        final List<ServerMessage> heard = new ArrayList<>();
        final List<CloseCode> closed = new ArrayList<>();

        private Device(UserId user, DeviceId device) {
            session = new Session(user, device, calls.node(), this);
        }

        @Override
        public void send(ServerMessage message) {
            heard.add(message);
        }

        @Override
        public void close(CloseCode code) {
            closed.add(code);
        }

        /// Messages of a kind, in order.
        <T extends ServerMessage> List<T> heard(Class<T> kind) {
            return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        void goes(Instant proofOfLife) {
            calls.closed(session, proofOfLife);
        }
    }

    Device opens(Party person, DeviceId device) {
        Device opened = opensInSilence(person, device);
        calls.alive(opened.session);
        return opened;
    }

    /// The device's client has said nothing yet, and has answered no ping.
    Device opensInSilence(Party person, DeviceId device) {
        Device opened = new Device(person.userId(), device);
        var terms = new ServerMessage.Terms(45, 10, 30, 15, 65_536, 4_096, 50, 200, 60, 10);
        calls.opened(opened.session, new ServerMessage.Connection(person.userId(), device, "session", now, terms));
        return opened;
    }

    Device opens(Party person, String device) {
        return opens(person, new DeviceId(device));
    }

    /// A device invites; the question to the store stays open.
    Question invites(Device device, CallId id) {
        calls.invite(device.session, invitation("invite", id, pair.conversation()));
        return last("invite");
    }

    static ClientMessage.Invite invitation(String messageId, CallId id, ConversationId conversation) {
        return new ClientMessage.Invite(
                Optional.of(messageId),
                Optional.of(id),
                conversation,
                CallType.VOICE,
                new Json(Pair.OFFER),
                Optional.empty());
    }

    /// The store commits an invitation.
    static void commit(Question invite) {
        invite.answer(new CallStore.InviteResult.Committed(
                invite.argument(CallStore.NewCall.class).invitation().committedAs(new CallLogId(1))));
    }

    /// The store commits every move at once.
    void commitsMoves() {
        answer("move", arguments -> new CallStore.MoveResult.Committed(((CallStore.Move) arguments[0]).after()));
    }

    private Timers.Timer after(Duration delay, Runnable step) {
        Due due = new Due(now.plus(delay.isNegative() ? Duration.ZERO : delay), timersMade++, step);
        timers.add(due);
        return () -> timers.remove(due);
    }

    private record Due(Instant at, long number, Runnable step) {}

    private Bus bus() {
        return new Bus() {
            @Override
            public void publish(Set<UserId> concerned, BusMessage message) {}

            @Override
            public boolean hasOthers() {
                return hasOthers;
            }
        };
    }

    private <T> T port(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> ask(method.getName(), arguments)));
    }

    private CompletionStage<Object> ask(String method, Object[] arguments) {
        Question question = new Question(method, arguments, new CompletableFuture<>());
        questions.add(question);
        Function<Object[], Object> answer = answers.get(method);
        if (answer != null) {
            question.answer(answer.apply(arguments));
        }
        return question.stage();
    }
}
