package dev.ringback.load.client;

import io.vertx.core.http.WebSocket;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps one device connected: opens its socket, notices when it is dead, and comes back with back-off as the close
/// code asks (protocol §2 "Close codes"). On the event loop only.
final class SocketLife {
    /// After these a client does not come back (protocol §2): these devices do, so that the run goes on, and it is a
    /// finding.
    private static final Set<Integer> STAY_AWAY = Set.of(1003, 1008, 1009, 4409);
    private static final int ABNORMAL = 1006;
    private static final long BACK_OFF_MILLIS = 100;
    private static final long BACK_OFF_MAX_MILLIS = 1_000;
    private static final long PING_MILLIS = 1_500;
    private static final long SILENT_MILLIS = 4_500;

    /// Who lives with it.
    interface Owner {
        /// A frame came.
        void frame(String text);

        /// There is no socket any more.
        void lost();
    }

    private final Network network;
    private final Records records;
    private final String name;
    private final String deviceId;
    private final String token;
    private final Owner owner;
    private @Nullable WebSocket socket;
    private int life;
    private long lastFrame;
    private long backOff = BACK_OFF_MILLIS;

    SocketLife(Network network, String name, String deviceId, String token, Owner owner) {
        this.network = network;
        this.records = network.records();
        this.name = name;
        this.deviceId = deviceId;
        this.token = token;
        this.owner = owner;
    }

    void connect() {
        int mine = ++life;
        network.connect(deviceId, token).onComplete(opened -> {
            if (mine != life) {
                if (opened.succeeded()) {
                    opened.result().close();
                }
            } else if (opened.succeeded()) {
                opened(opened.result(), mine);
            } else {
                comeBack();
            }
        });
    }

    boolean isOpen() {
        return socket != null;
    }

    void send(String text) {
        if (socket != null) {
            records.line(name, '>', text);
            socket.writeTextMessage(text);
        }
    }

    /// The server said that all is well: the next back-off begins anew.
    void isWell() {
        backOff = BACK_OFF_MILLIS;
    }

    /// Looks whether the socket still lives; called every second or so.
    void beat() {
        if (socket == null) {
            return;
        }
        long silence = records.millis() - lastFrame;
        if (silence > SILENT_MILLIS) {
            drop("silent");
        } else if (silence > PING_MILLIS) {
            send("{\"type\":\"ping\"}");
        }
    }

    /// Leaves a socket that is no good, and comes back with a new one.
    void drop(String why) {
        WebSocket dropped = socket;
        if (dropped != null) {
            records.line(name, '-', "dropped: " + why);
            life++;
            socket = null;
            dropped.close();
            owner.lost();
            comeBack();
        }
    }

    private void opened(WebSocket opened, int mine) {
        socket = opened;
        lastFrame = records.millis();
        records.line(name, '-', "open");
        opened.textMessageHandler(text -> {
            if (mine == life) {
                lastFrame = records.millis();
                records.line(name, '<', text);
                owner.frame(text);
            }
        });
        opened.exceptionHandler(broken -> {});
        opened.closeHandler(closed -> {
            if (mine == life) {
                closed(opened.closeStatusCode());
            }
        });
    }

    private void closed(@Nullable Short code) {
        int known = code == null ? ABNORMAL : code;
        records.line(name, '-', "closed " + known);
        records.closed(known);
        if (STAY_AWAY.contains(known)) {
            records.fault(name + " was told to stay away: " + known);
        }
        life++;
        socket = null;
        owner.lost();
        comeBack();
    }

    private void comeBack() {
        int waiting = life;
        long pause = backOff / 2 + network.random().nextLong(backOff);
        backOff = Math.min(2 * backOff, BACK_OFF_MAX_MILLIS);
        network.after(pause, () -> {
            if (waiting == life) {
                connect();
            }
        });
    }
}
