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
    private boolean beaten;

    MoveWrite(Move move) {
        this(move, EventColumns.isByClock(move.event()));
    }

    /// @param byClock whether it is guarded by the row's deadline, too
    MoveWrite(Move move, boolean byClock) {
        super(List.of(move.before().facts().logId()), List.of(move.eventId()));
        if (move.event() instanceof CallEvent.Adopted) {
            throw new IllegalArgumentException("an adoption is committed by the invitation that adopts");
        }
        this.move = move;
        this.byClock = byClock;
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

    void decideCommitted(Call call) {
        decide(new MoveResult.Committed(call));
    }

    /// Somebody else was first, in this run.
    void beat() {
        beaten = true;
    }

    boolean isBeaten() {
        return beaten;
    }

    void decideConflict(Call call) {
        decide(new MoveResult.Conflict(call));
    }

    @Override
    void forget() {
        super.forget();
        beaten = false;
    }
}
