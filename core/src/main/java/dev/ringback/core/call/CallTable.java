package dev.ringback.core.call;

import static dev.ringback.core.call.Position.ANSWERING_DEVICE;
import static dev.ringback.core.call.Position.CALLEES_DEVICE;
import static dev.ringback.core.call.Position.CALLERS_OTHER_DEVICE;
import static dev.ringback.core.call.Position.CALLING_DEVICE;
import static dev.ringback.core.call.Verdict.ACK;
import static dev.ringback.core.call.Verdict.ANSWER;
import static dev.ringback.core.call.Verdict.CALL_OVER;
import static dev.ringback.core.call.Verdict.CANCEL;
import static dev.ringback.core.call.Verdict.DECLINE;
import static dev.ringback.core.call.Verdict.GIVE_UP;
import static dev.ringback.core.call.Verdict.HANG_UP;
import static dev.ringback.core.call.Verdict.HOLD;
import static dev.ringback.core.call.Verdict.ID_TAKEN;
import static dev.ringback.core.call.Verdict.NOTE;
import static dev.ringback.core.call.Verdict.NOT_FOUND;
import static dev.ringback.core.call.Verdict.RELAY;
import static dev.ringback.core.call.Verdict.RESEND;
import static dev.ringback.core.call.Verdict.RING;
import static dev.ringback.core.call.Verdict.SWITCH_MODE;
import static dev.ringback.core.call.Verdict.TAKE_OVER;
import static dev.ringback.core.call.Verdict.WRONG_STATE;

import java.util.EnumMap;
import java.util.Map;

/// The state table: each message × position × status has one [Verdict] (protocol §2). It is what the server decides
/// by, what the tests walk cell by cell, and what `docs/reference/call-table.md` is made from.
///
/// Two rules stand beside it, in [CallRules]: the message that ended a call may be repeated by its sender (`ack`), and
/// deadlines are the clock's.
public final class CallTable {

    /// The columns: a final call is one column, whatever ended it.
    public enum Phase {
        INITIATED,
        RINGING,
        ANSWERED,
        FINAL;

        /// The column of a status.
        public static Phase of(Status status) {
            return switch (status) {
                case INITIATED -> INITIATED;
                case RINGING -> RINGING;
                case ANSWERED -> ANSWERED;
                case ENDED, CANCELLED, DECLINED, MISSED, FAILED -> FINAL;
            };
        }
    }

    private static final Map<Ask, Map<Position, Map<Phase, Verdict>>> CELLS = new EnumMap<>(Ask.class);

    static {
        row(Ask.INVITE, CALLING_DEVICE, RESEND, RESEND, ACK, ACK);
        row(Ask.INVITE, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.INVITE, ANSWERING_DEVICE, ID_TAKEN, ID_TAKEN, ID_TAKEN, ID_TAKEN);
        row(Ask.INVITE, CALLEES_DEVICE, ID_TAKEN, ID_TAKEN, ID_TAKEN, ID_TAKEN);
        row(Ask.INVITE, Position.STRANGER, ID_TAKEN, ID_TAKEN, ID_TAKEN, ID_TAKEN);

        row(Ask.RING, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.RING, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.RING, ANSWERING_DEVICE, RING, ACK, ACK, ACK);
        row(Ask.RING, CALLEES_DEVICE, RING, ACK, ACK, ACK);

        row(Ask.ANSWER, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.ANSWER, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.ANSWER, ANSWERING_DEVICE, ANSWER, ANSWER, ACK, ACK);
        row(Ask.ANSWER, CALLEES_DEVICE, ANSWER, ANSWER, WRONG_STATE, CALL_OVER);

        row(Ask.DECLINE, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.DECLINE, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.DECLINE, ANSWERING_DEVICE, DECLINE, DECLINE, WRONG_STATE, CALL_OVER);
        row(Ask.DECLINE, CALLEES_DEVICE, DECLINE, DECLINE, WRONG_STATE, CALL_OVER);

        row(Ask.CANCEL, CALLING_DEVICE, CANCEL, CANCEL, HANG_UP, CALL_OVER);
        row(Ask.CANCEL, CALLERS_OTHER_DEVICE, CANCEL, CANCEL, HANG_UP, CALL_OVER);
        row(Ask.CANCEL, ANSWERING_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.CANCEL, CALLEES_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);

        row(Ask.END, CALLING_DEVICE, CANCEL, CANCEL, HANG_UP, CALL_OVER);
        row(Ask.END, CALLERS_OTHER_DEVICE, CANCEL, CANCEL, HANG_UP, CALL_OVER);
        row(Ask.END, ANSWERING_DEVICE, DECLINE, DECLINE, HANG_UP, CALL_OVER);
        row(Ask.END, CALLEES_DEVICE, DECLINE, DECLINE, HANG_UP, CALL_OVER);

        row(Ask.GIVE_UP, CALLING_DEVICE, GIVE_UP, GIVE_UP, WRONG_STATE, CALL_OVER);
        row(Ask.GIVE_UP, CALLERS_OTHER_DEVICE, GIVE_UP, GIVE_UP, WRONG_STATE, CALL_OVER);
        row(Ask.GIVE_UP, ANSWERING_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.GIVE_UP, CALLEES_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);

        row(Ask.CANDIDATE, CALLING_DEVICE, RELAY, RELAY, RELAY, CALL_OVER);
        row(Ask.CANDIDATE, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.CANDIDATE, ANSWERING_DEVICE, HOLD, HOLD, RELAY, CALL_OVER);
        row(Ask.CANDIDATE, CALLEES_DEVICE, HOLD, HOLD, WRONG_STATE, CALL_OVER);

        for (Ask again : new Ask[] {Ask.OFFER_AGAIN, Ask.ANSWER_AGAIN}) {
            row(again, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, RELAY, CALL_OVER);
            row(again, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, TAKE_OVER, CALL_OVER);
            row(again, ANSWERING_DEVICE, WRONG_STATE, WRONG_STATE, RELAY, CALL_OVER);
            row(again, CALLEES_DEVICE, WRONG_STATE, WRONG_STATE, TAKE_OVER, CALL_OVER);
        }

        row(Ask.SWITCH_MODE, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, SWITCH_MODE, CALL_OVER);
        row(Ask.SWITCH_MODE, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.SWITCH_MODE, ANSWERING_DEVICE, WRONG_STATE, WRONG_STATE, SWITCH_MODE, CALL_OVER);
        row(Ask.SWITCH_MODE, CALLEES_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);

        row(Ask.TELL_MEDIA, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, RELAY, CALL_OVER);
        row(Ask.TELL_MEDIA, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.TELL_MEDIA, ANSWERING_DEVICE, WRONG_STATE, WRONG_STATE, RELAY, CALL_OVER);
        row(Ask.TELL_MEDIA, CALLEES_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);

        row(Ask.RING_STOPPED, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.RING_STOPPED, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.RING_STOPPED, ANSWERING_DEVICE, NOTE, NOTE, NOTE, NOTE);
        row(Ask.RING_STOPPED, CALLEES_DEVICE, NOTE, NOTE, NOTE, NOTE);

        row(Ask.TELL_QUALITY, CALLING_DEVICE, WRONG_STATE, WRONG_STATE, NOTE, NOTE);
        row(Ask.TELL_QUALITY, CALLERS_OTHER_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
        row(Ask.TELL_QUALITY, ANSWERING_DEVICE, WRONG_STATE, WRONG_STATE, NOTE, NOTE);
        row(Ask.TELL_QUALITY, CALLEES_DEVICE, WRONG_STATE, WRONG_STATE, WRONG_STATE, CALL_OVER);
    }

    private CallTable() {}

    /// The cell. A stranger's message is `not_found`, save an invitation under an id that is taken.
    public static Verdict verdict(Ask ask, Position position, Status status) {
        if (position == Position.STRANGER && ask != Ask.INVITE) {
            return NOT_FOUND;
        }
        return CELLS.get(ask).get(position).get(Phase.of(status));
    }

    private static void row(
            Ask ask, Position position, Verdict initiated, Verdict ringing, Verdict answered, Verdict whenFinal) {
        Map<Phase, Verdict> phases = new EnumMap<>(Phase.class);
        phases.put(Phase.INITIATED, initiated);
        phases.put(Phase.RINGING, ringing);
        phases.put(Phase.ANSWERED, answered);
        phases.put(Phase.FINAL, whenFinal);
        CELLS.computeIfAbsent(ask, any -> new EnumMap<>(Position.class)).put(position, phases);
    }
}
