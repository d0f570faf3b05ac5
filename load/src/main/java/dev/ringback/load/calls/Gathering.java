package dev.ringback.load.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Opens the sockets of all pairs, some at a time, until each has been told its live calls: then it is known to the
/// server. What comes later it hands to the traffic. One event loop.
public final class Gathering {
    private static final int AT_A_TIME = 64;
    private static final long WITHIN = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

    private final SocketLoop loop;
    private final Traffic traffic;
    private final Target target;
    private final List<Member> members = new ArrayList<>();
    private int asked;
    private int ready;
    private String trouble = "";

    /// For these pairs, whose people the server knows.
    public Gathering(SocketLoop loop, Traffic traffic, Target target) {
        this.loop = loop;
        this.traffic = traffic;
        this.target = target;
    }

    /// Opens them all.
    ///
    /// @param withDevices how many of the pairs have a callee with two devices
    /// @throws IllegalStateException when a socket is refused, or it takes too long
    public void open(int pairs, int withDevices) {
        List<Pair> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            all.add(prepare(i, i < withDevices));
        }
        long deadline = System.nanoTime() + WITHIN;
        loop.run(this::openMore, () -> ready == members.size() || !trouble.isEmpty() || System.nanoTime() > deadline);
        if (ready < members.size()) {
            throw new IllegalStateException(
                    "only %d of %d sockets are open: %s".formatted(ready, members.size(), trouble));
        }
        all.forEach(traffic::free);
    }

    private Pair prepare(int number, boolean withDevice) {
        Pair pair = new Pair(target.conversation(number));
        members.add(new Member(pair, Side.CALLER, opening(target.caller(number), "desk")));
        members.add(new Member(pair, Side.CALLEE, opening(target.callee(number), "desk")));
        if (withDevice) {
            members.add(new Member(pair, Side.OTHER_DEVICE, opening(target.callee(number), "mobile")));
        }
        return pair;
    }

    private Opening opening(long user, String device) {
        return new Opening(target.address(), target.application().token(user), device);
    }

    private long openMore(long now) {
        while (asked < members.size() && asked - ready < AT_A_TIME) {
            Member member = members.get(asked++);
            member.pair.add(member.side, loop.open(member.opening, member));
        }
        return now + LOOK_AGAIN;
    }

    /// One socket.
    private final class Member implements DeviceSocket.Listener {
        private final Pair pair;
        private final Side side;
        private final Opening opening;
        private final Scan greeting = new Scan();
        private boolean isReady;

        Member(Pair pair, Side side, Opening opening) {
            this.pair = pair;
            this.side = side;
            this.opening = opening;
        }

        @Override
        public void opened(DeviceSocket socket) {
            // the server greets
        }

        @Override
        public void message(DeviceSocket socket, byte[] bytes, int from, int to) {
            if (isReady) {
                traffic.heard(pair, side, bytes, from, to);
            } else if (greeting.begin(bytes, from, to) == ServerWord.ACTIVE_CALLS) {
                isReady = true;
                ready++;
            }
        }

        @Override
        public void closed(DeviceSocket socket, int code, String why) {
            trouble = why;
            traffic.lost(pair, code);
        }
    }
}
