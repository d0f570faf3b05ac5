package dev.ringback.observe;

import dev.ringback.core.call.Ask;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.ClientMessage;
import dev.ringback.protocol.ClientType;
import dev.ringback.protocol.CloseCode;
import io.micrometer.core.instrument.Counter;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Counts what happens at the sockets. Any thread.
@Singleton
public final class SocketMeters {

    private final Meters meters;
    private final Counter opened;
    private final Counter closedByClient;
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);
    private final Map<ProblemType, Counter> notOpened = new EnumMap<>(ProblemType.class);
    private final Map<ProblemType, Counter> refusals = new EnumMap<>(ProblemType.class);
    private final Map<ClientType, Counter> messages = new EnumMap<>(ClientType.class);
    private final Map<Ask, Counter> asks = new EnumMap<>(Ask.class);

    SocketMeters(Meters meters) {
        this.meters = meters;
        opened = meters.counter(Metric.SOCKETS_OPENED);
        closedByClient = meters.counter(Metric.SOCKETS_CLOSED, Label.CLIENT);
        for (CloseCode code : CloseCode.values()) {
            closed.put(code, meters.counter(Metric.SOCKETS_CLOSED, Label.close(code)));
        }
        for (ProblemType problem : ProblemType.values()) {
            notOpened.put(problem, meters.counter(Metric.SOCKETS_REFUSED, problem.code()));
            refusals.put(problem, meters.counter(Metric.REFUSALS, problem.code()));
        }
        for (ClientType type : ClientType.values()) {
            Counter counter = meters.counter(Metric.MESSAGES, type.wire());
            messages.put(type, counter);
            Ask.parse(type.wire()).ifPresent(ask -> asks.put(ask, counter));
        }
    }

    /// Tells how many sockets are open, whenever somebody looks.
    public void open(Supplier<Number> sockets) {
        meters.gauge(Metric.SOCKETS, sockets);
    }

    /// Tells how many requests wait to become one.
    public void atTheDoor(Supplier<Number> requests) {
        meters.gauge(Metric.SOCKETS_QUEUE, requests);
    }

    /// A socket was opened.
    public void opened() {
        opened.increment();
    }

    /// A request was not made a socket.
    public void notOpened(ProblemType because) {
        notOpened.get(because).increment();
    }

    /// A socket is gone.
    ///
    /// @param code the server's, if it was the server who closed
    public void closed(Optional<CloseCode> code) {
        code.map(closed::get).orElse(closedByClient).increment();
    }

    /// A message came in.
    public void received(ClientMessage message) {
        switch (message) {
            case ClientMessage.AboutCall it -> asks.get(it.ask()).increment();
            case ClientMessage.Invite it -> asks.get(Ask.INVITE).increment();
            case ClientMessage.Authenticate it ->
                messages.get(ClientType.AUTHENTICATE).increment();
            case ClientMessage.Ping it -> messages.get(ClientType.PING).increment();
        }
    }

    /// An error was told.
    public void refused(ProblemType problem) {
        refusals.get(problem).increment();
    }
}
