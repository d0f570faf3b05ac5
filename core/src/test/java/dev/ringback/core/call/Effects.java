package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

/// What must follow from each word of `state-table.md`.
final class Effects {

    private Effects() {}

    static void check(String word, Call call, Actor by, Decision decision) {
        switch (word) {
            case "rings" -> {
                Call after = move(call, decision);
                assertThat(after.status()).isEqualTo(Status.RINGING);
                assertThat(after.ringingAt()).contains(after.changedAt());
                assertThat(after.stateDeadline()).as("the ring goes on").isEqualTo(call.stateDeadline());
            }
            case "answers" -> {
                Call after = move(call, decision);
                assertThat(after.status()).isEqualTo(Status.ANSWERED);
                assertThat(after.answeredAt()).contains(after.changedAt());
                assertThat(after.callee().device()).isEqualTo(by.device());
                assertThat(after.ringingAt()).isEqualTo(call.ringingAt());
                assertThat(after.stateDeadline()).contains(after.changedAt().plus(Timeouts.STANDARD.maxCall()));
            }
            case "cancels" -> closes(call, by, decision, EndReason.CANCELLED);
            case "declines" -> closes(call, by, decision, EndReason.DECLINED);
            case "misses" -> closes(call, by, decision, EndReason.RING_TIMEOUT);
            case "hangs up" -> closes(call, by, decision, EndReason.HANGUP);
            case "switches" -> {
                Call after = move(call, decision);
                assertThat(after.mode()).isEqualTo(CallType.VOICE);
                assertThat(after.facts().type()).as("as it was invited").isEqualTo(CallType.VIDEO);
                assertThat(after.progress()).isEqualTo(call.progress());
            }
            case "takes over" -> {
                Call after = move(call, decision);
                Role role = call.role(by.user()).orElseThrow();
                assertThat(after.leg(role).device()).isEqualTo(by.device());
                assertThat(after.leg(role.other())).isEqualTo(call.leg(role.other()));
                assertThat(after.progress()).isEqualTo(call.progress());
            }
            case "relayed" -> assertThat(decision).isEqualTo(new Decision.Stays(Verdict.RELAY));
            case "held" -> assertThat(decision).isEqualTo(new Decision.Stays(Verdict.HOLD));
            case "re-sent" -> assertThat(decision).isEqualTo(new Decision.Stays(Verdict.RESEND));
            case "noted" -> assertThat(decision).isEqualTo(new Decision.Stays(Verdict.NOTE));
            case "ack" -> assertThat(decision).isEqualTo(new Decision.Stays(Verdict.ACK));
            case "wrong_state" -> assertThat(decision).isEqualTo(new Decision.Refused(Verdict.WRONG_STATE));
            case "call_over" -> assertThat(decision).isEqualTo(new Decision.Refused(Verdict.CALL_OVER));
            case "bad_message" -> assertThat(decision).isEqualTo(new Decision.Refused(Verdict.ID_TAKEN));
            case "not_found" -> assertThat(decision).isEqualTo(new Decision.Refused(Verdict.NOT_FOUND));
            default -> throw new AssertionError("no such word: " + word);
        }
    }

    private static void closes(Call call, Actor by, Decision decision, EndReason reason) {
        Call after = move(call, decision);
        Progress.Closed end = after.closed().orElseThrow();
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.since()).as("ended now").isEqualTo(after.changedAt());
        assertThat(end.estimated()).isFalse();
        assertThat(end.by().orElseThrow().user()).isEqualTo(by.user());
        assertThat(end.by().orElseThrow().device()).isEqualTo(by.device());
        assertThat(end.answeredAt()).isEqualTo(call.answeredAt());
        assertThat(end.ringingAt()).isEqualTo(call.ringingAt());
        assertThat(after.deadline()).isEmpty();
    }

    /// The call after the decided transition: one version on, its facts untouched, a lawful next status.
    private static Call move(Call call, Decision decision) {
        CallEvent event = Example.moved(decision);
        Call after = Example.RULES.evolve(call, event);
        assertThat(after.version()).isEqualTo(call.version() + 1);
        assertThat(after.facts()).isEqualTo(call.facts());
        assertThat(after.changedAt()).isEqualTo(call.changedAt().plusSeconds(5)).isEqualTo(event.at());
        assertThat(call.status().next().contains(after.status()) || after.status() == call.status())
                .isTrue();
        return after;
    }
}
