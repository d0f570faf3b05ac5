package dev.ringback.observe;

import dev.ringback.call.CallWatch;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Counts what the call service does.
@Singleton
final class CallMeters implements CallWatch {

    private final Map<CallType, Counter> started = new EnumMap<>(CallType.class);
    private final Map<CallType, Map<EndReason, Counter>> closed = new EnumMap<>(CallType.class);
    private final Map<String, Counter> transitions;
    private final Map<Overload, Counter> turnedAway = new EnumMap<>(Overload.class);
    private final Timer loopWait;
    private final Timer decide;
    private final Timer ring;
    private final Timer answer;
    private final Timer ringStop;
    private final Counter swept;
    private volatile int overdue;
    private volatile Standing standing = new Standing(Map.of(), 0, 0);

    CallMeters(Meters meters) {
        for (CallType type : CallType.values()) {
            started.put(type, meters.counter(Metric.CALLS_STARTED, type.wire()));
            closed.put(type, closed(meters, type));
        }
        transitions = Label.EVENT.allowed().stream()
                .collect(Collectors.toUnmodifiableMap(
                        event -> event, event -> meters.counter(Metric.TRANSITIONS, event)));
        for (Overload overload : Overload.values()) {
            turnedAway.put(overload, meters.counter(Metric.TURNED_AWAY, Label.word(overload)));
        }
        loopWait = meters.timer(Metric.LOOP_WAIT);
        decide = meters.timer(Metric.DECIDE_TIME);
        ring = meters.timer(Metric.RING_TIME);
        answer = meters.timer(Metric.ANSWER_TIME);
        ringStop = meters.timer(Metric.RING_STOP_TIME);
        swept = meters.counter(Metric.SWEPT);
        meters.gauge(Metric.CALLS_OVERDUE, () -> overdue);
        meters.gauge(Metric.LINES_QUEUE, () -> standing.stepsWaiting());
        meters.gauge(Metric.LINE_QUEUE_MAX, () -> standing.longestLine());
        for (Status status : Status.values()) {
            if (!status.isFinal()) {
                meters.gauge(Metric.CALLS_LIVE, () -> standing.live().getOrDefault(status, 0), status.wire());
            }
        }
    }

    private static Map<EndReason, Counter> closed(Meters meters, CallType type) {
        Map<EndReason, Counter> counters = new EnumMap<>(EndReason.class);
        for (EndReason reason : EndReason.values()) {
            String outcome = reason.outcome(Role.CALLER).wire();
            counters.put(reason, meters.counter(Metric.CALLS_CLOSED, type.wire(), outcome, reason.wire()));
        }
        return counters;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void turn(long waitedNanos) {
        loopWait.record(waitedNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void decided(long askedNanos) {
        decide.record(System.nanoTime() - askedNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void began(Call call) {
        started.get(call.facts().type()).increment();
        transitions.get(Ask.INVITE.wire()).increment();
        call.closed().ifPresent(end -> {
            closed.get(call.facts().type()).get(end.reason()).increment();
            transitions.get("call_" + call.status().wire()).increment();
        });
    }

    @Override
    public void moved(Call before, CallEvent event, Call after) {
        transitions.get(event.type()).increment();
        if (!after.facts().signaled()) {
            return; // a row that only REST knows: nobody's phone rang
        }
        Instant started = after.facts().startedAt();
        switch (event) {
            case CallEvent.RingStarted it -> ring.record(Duration.between(started, it.at()));
            case CallEvent.CallAnswered it -> answer.record(Duration.between(started, it.at()));
            case CallEvent.CallClosed it ->
                closed.get(after.facts().type()).get(it.reason()).increment();
            case CallEvent.Adopted it -> {}
            case CallEvent.ModeSwitched it -> {}
            case CallEvent.TakenOver it -> {}
        }
    }

    @Override
    public void ringStopped(Duration after) {
        ringStop.record(after);
    }

    @Override
    public void turnedAway(Overload because) {
        turnedAway.get(because).increment();
    }

    @Override
    public void swept(int due, int overdueNow) {
        swept.increment(due);
        overdue = overdueNow;
    }

    @Override
    public void stands(Standing now) {
        standing = now;
    }
}
