package dev.ringback.call.store;

import dev.ringback.call.CallStore.Move;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallEvent;
import java.util.List;

/// A transition on its way.
final class MoveWrite extends Write<MoveResult> {

    private final Move move;
    private boolean beaten;

    MoveWrite(Move move) {
        super(List.of(move.before().facts().logId()), List.of(move.eventId()));
        if (move.event() instanceof CallEvent.Adopted) {
            throw new IllegalArgumentException("an adoption is committed by the invitation that adopts");
        }
        this.move = move;
    }

    Move move() {
        return move;
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
