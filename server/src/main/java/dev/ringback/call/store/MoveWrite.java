package dev.ringback.call.store;

import dev.ringback.call.CallStore.Move;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import java.util.List;

/// A transition on its way.
final class MoveWrite extends Write<MoveResult> {

    private final Move move;
    private final boolean byClock;

    MoveWrite(Move move) {
        this(move, EventColumns.isByClock(move.event()));
    }

    /// @param byClock whether it is guarded by the row's deadline, too
    MoveWrite(Move move, boolean byClock) {
        super(keys(move), List.of(move.eventId()));
        if (move.event() instanceof CallEvent.Adopted) {
            throw new IllegalArgumentException("an adoption is committed by the invitation that adopts");
        }
        this.move = move;
        this.byClock = byClock;
    }

    /// Whoever is freed by it calls in a later batch: one statement cannot do both.
    private static List<Object> keys(Move move) {
        Call.Facts facts = move.before().facts();
        return move.after().isLive()
                ? List.of(facts.logId())
                : List.of(
                        facts.logId(),
                        facts.conversation(),
                        facts.caller().userId(),
                        facts.callee().userId());
    }

    Move move() {
        return move;
    }

    boolean isByClock() {
        return byClock;
    }

    /// The row's number.
    long row() {
        return move.before().facts().logId().value();
    }

    /// Whether somebody ends by it a call that nobody has answered. What the clock ends is not meant: it looks at
    /// marks, and they go the way of all writes.
    boolean endsUnanswered() {
        return !byClock && !move.after().isLive() && move.after().answeredAt().isEmpty();
    }

    void decideCommitted(Call call) {
        decide(new MoveResult.Committed(call));
    }

    /// Whether it can never be committed, now that its row says this. Otherwise somebody else holds the row.
    boolean isOutrunBy(Call now) {
        return now.version() != move.before().version() || byClock && !isOverdue(now);
    }

    private boolean isOverdue(Call now) {
        return now.deadline().filter(it -> !it.isAfter(move.event().at())).isPresent();
    }

    void decideConflict(Call call) {
        decide(new MoveResult.Conflict(call));
    }
}
