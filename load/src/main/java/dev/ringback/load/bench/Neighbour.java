package dev.ringback.load.bench;

import dev.ringback.load.calls.DeviceSocket;
import dev.ringback.load.calls.Opening;
import dev.ringback.load.calls.SocketLoop;
import dev.ringback.load.calls.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Somebody whose sockets should not disturb the others. Has a thread and an event loop of its own.
final class Neighbour implements AutoCloseable {
    private static final int READY_SECONDS = 30;

    private final Thread thread;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final Kind kind;

    /// What it does.
    enum Kind {
        /// Fifty people in calls read nothing, while the other side sends them 40 candidates of 4 KB in a second.
        SLOW_READERS,
        /// One socket sends 5,000 messages a second, and comes back at once when it is thrown out, and ten times a
        /// second when it is refused.
        FLOOD,
        /// A thousand connections are opened at once, and stay.
        CROWD
    }

    Neighbour(Kind kind, Target target) {
        this.kind = kind;
        this.thread = Thread.ofPlatform().name("neighbour").unstarted(() -> run(target));
    }

    /// From now on, until it is closed. What is not the disturbance comes first: tokens are signed, which is no work of
    /// the server's, and the slow readers' calls are answered.
    void begin() {
        thread.start();
        try {
            if (!prepared.await(READY_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the neighbour was not ready within " + READY_SECONDS + " s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Target target) {
        try (SocketLoop loop = new SocketLoop()) {
            SocketLoop.Work work = switch (kind) {
                case SLOW_READERS -> new SlowReaders(loop, target, prepared);
                case FLOOD -> new Flood(loop, target);
                case CROWD -> new Crowd(loop, target);
            };
            if (kind != Kind.SLOW_READERS) {
                prepared.countDown();
            }
            loop.run(work, over::get);
        } finally {
            prepared.countDown();
        }
    }

    @Override
    public void close() {
        over.set(true);
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells nobody.
    private static class Silent implements DeviceSocket.Listener {
        @Override
        public void opened(DeviceSocket socket) {
            // nothing follows
        }

        @Override
        public void message(DeviceSocket socket, byte[] bytes, int from, int to) {
            // nothing follows
        }

        @Override
        public void closed(DeviceSocket socket, int code, String why) {
            // nothing follows
        }
    }

    private static final class Flood extends Silent implements SocketLoop.Work {
        private static final long GAP = 1_000_000;
        private static final long TRY_AGAIN = 100_000_000;
        private static final int AT_ONCE = 5;
        private static final String PING = "{\"type\":\"ping\",\"id\":\"f\"}";

        private final SocketLoop loop;
        private final Opening opening;
        private DeviceSocket socket;
        private long refusedAt;
        private boolean refused;

        Flood(SocketLoop loop, Target target) {
            this.loop = loop;
            this.opening = new Opening(target.address(), target.application().token(target.caller(0)), "flood");
            this.socket = loop.open(opening, this);
        }

        @Override
        public long due(long now) {
            if (refused && now - refusedAt > TRY_AGAIN) {
                refused = false;
                socket = loop.open(opening, this);
            }
            for (int i = 0; i < AT_ONCE; i++) {
                socket.send(PING);
            }
            return now + GAP;
        }

        @Override
        public void closed(DeviceSocket closed, int code, String why) {
            if (why.startsWith("refused")) {
                refused = true;
                refusedAt = System.nanoTime();
            } else {
                socket = loop.open(opening, this);
            }
        }
    }

    private static final class Crowd extends Silent implements SocketLoop.Work {
        private static final int COUNT = 1_000;
        private static final long LOOK_AGAIN = 100_000_000;

        private final SocketLoop loop;
        private final List<Opening> openings = new ArrayList<>();
        private boolean begun;

        Crowd(SocketLoop loop, Target target) {
            this.loop = loop;
            for (int number = 0; number < COUNT; number++) {
                String token = target.application().token(target.firstUser() + number);
                openings.add(new Opening(target.address(), token, "crowd"));
            }
        }

        @Override
        public long due(long now) {
            if (!begun) {
                begun = true;
                openings.forEach(opening -> loop.open(opening, this));
            }
            return now + LOOK_AGAIN;
        }
    }

    private static final class SlowReaders implements SocketLoop.Work {
        private static final int COUNT = 50;
        private static final long GAP = 25_000_000;
        private static final int BUFFER = 8_192;

        private final List<Talk> talks = new ArrayList<>();
        private final CountDownLatch prepared;
        private long next;

        SlowReaders(SocketLoop loop, Target target, CountDownLatch prepared) {
            this.prepared = prepared;
            for (int pair = 0; pair < COUNT; pair++) {
                talks.add(new Talk(loop, target, pair));
            }
        }

        @Override
        public long due(long now) {
            if (now >= next) {
                next = now + GAP;
                if (talks.stream().allMatch(talk -> talk.answered)) {
                    prepared.countDown();
                    talks.forEach(Talk::push);
                }
            }
            return next;
        }

        /// A call whose callee stops reading once it has answered.
        private static final class Talk extends Silent {
            private static final String CANDIDATE = "{\"type\":\"ice_candidate\",\"conversation_id\":%d,\"candidate\":"
                    + "{\"candidate\":\"" + "x".repeat(4_000) + "\"}}";
            private final long conversation;
            private final DeviceSocket caller;
            private boolean answered;
            private int greetings;

            Talk(SocketLoop loop, Target target, int pair) {
                this.conversation = target.conversation(pair);
                this.caller = loop.open(
                        new Opening(target.address(), target.application().token(target.caller(pair)), "slow"), this);
                loop.open(
                        new Opening(
                                target.address(), target.application().token(target.callee(pair)), "slow", "", BUFFER),
                        this);
            }

            void push() {
                caller.send(CANDIDATE.formatted(conversation));
            }

            @Override
            public void message(DeviceSocket socket, byte[] bytes, int from, int to) {
                String text = new String(bytes, from, Math.min(40, to - from), StandardCharsets.UTF_8);
                if (text.startsWith("{\"type\":\"active_calls\"") && ++greetings == 2) {
                    caller.send(("{\"type\":\"call_invitation\",\"conversation_id\":%d,\"call_type\":\"voice\","
                                    + "\"offer\":{\"type\":\"offer\",\"sdp\":\"v=0\"}}")
                            .formatted(conversation));
                } else if (text.startsWith("{\"type\":\"call_invitation\"")) {
                    socket.send(
                            "{\"type\":\"call_answer\",\"conversation_id\":%d,\"answer\":{\"type\":\"answer\",\"sdp\":\"v=0\"}}"
                                    .formatted(conversation));
                    socket.read(false);
                } else if (text.startsWith("{\"type\":\"call_answer\"")) {
                    answered = true;
                }
            }
        }
    }
}
