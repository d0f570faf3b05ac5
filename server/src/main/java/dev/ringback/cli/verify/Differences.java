package dev.ringback.cli.verify;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.Leg;
import dev.ringback.core.call.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Where a row says otherwise than its events. What belongs to no transition is not compared: marks of lost devices,
/// nodes, and whether the callee was reached.
final class Differences {

    private final Call row;
    private final Call fold;
    private final List<String> found = new ArrayList<>();

    private Differences(Call row, Call fold) {
        this.row = row;
        this.fold = fold;
    }

    /// Sentences, one a column that differs.
    static List<String> of(Call row, Call fold) {
        return new Differences(row, fold).compare();
    }

    private List<String> compare() {
        column("call_id", Call::id);
        column("call_type", call -> call.facts().type().wire());
        column("signaled", call -> call.facts().signaled());
        column("named", call -> call.facts().named());
        column("started_at", call -> micros(call.facts().startedAt()));
        column("status", call -> call.status().wire());
        column("version", Call::version);
        column("mode", call -> call.mode().wire());
        column("changed_at", call -> micros(call.changedAt()));
        time("ringing_at", Call::ringingAt);
        time("answered_at", Call::answeredAt);
        time("due_at", Call::stateDeadline);
        time("ended_at", call -> call.closed().map(Progress.Closed::since));
        column("end_reason", end(it -> it.reason().wire()));
        column("end_estimated", end(Progress.Closed::estimated));
        column("ended_by_user_id", end(it -> it.by().map(by -> by.user().value())));
        column("ended_by_device", end(it -> it.by().flatMap(Progress.Closer::device)));
        column("ended_with", end(it -> it.by().map(by -> by.with().wire())));
        column("caller_device", device(Call::caller));
        column("callee_device", device(Call::callee));
        return found;
    }

    private void time(String column, Function<Call, Optional<Instant>> value) {
        column(column, call -> value.apply(call).map(Differences::micros));
    }

    private void column(String column, Function<Call, Object> value) {
        Object said = value.apply(row);
        Object made = value.apply(fold);
        if (!Objects.equals(said, made)) {
            found.add("%s is %s, its events make it %s".formatted(column, words(said), words(made)));
        }
    }

    private static Function<Call, Object> end(Function<Progress.Closed, Object> value) {
        return call -> call.closed().map(value);
    }

    private static Function<Call, Object> device(Function<Call, Leg> leg) {
        return call -> leg.apply(call).device();
    }

    private static Object words(Object value) {
        return value instanceof Optional<?> maybe
                ? maybe.<Object>map(Differences::words).orElse("NULL")
                : value;
    }

    /// As PostgreSQL keeps them.
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
