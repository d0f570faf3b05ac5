package dev.ringback.observe;

import dev.ringback.call.CallWatch;
import dev.ringback.call.store.WriterWatch;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.ClientType;
import dev.ringback.protocol.CloseCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every label of a metric, with all the values that it can have: closed sets of the code, never something that a
/// person or a client chose.
public enum Label {
    TYPE("type", all(CallType.values(), CallType::wire)),
    STATUS("status", Stream.of(Status.values()).filter(it -> !it.isFinal()).map(Status::wire)),
    /// As the caller reads it.
    OUTCOME(
            "outcome",
            all(EndReason.values(), reason -> reason.outcome(Role.CALLER).wire())
                    .distinct()),
    REASON("reason", all(EndReason.values(), EndReason::wire)),
    EVENT("event", events()),
    LANE("lane", Stream.of(Label.MOVES, Label.INVITATIONS)),
    OVERLOAD("overload", all(CallWatch.Overload.values(), Label::word)),
    CODE("code", all(ProblemType.values(), ProblemType::code)),
    MESSAGE("message", all(ClientType.values(), ClientType::wire)),
    CLOSE("close", Stream.concat(all(CloseCode.values(), Label::close), Stream.of(Label.CLIENT))),
    TROUBLE("trouble", all(WriterWatch.Trouble.values(), Label::word));

    /// The writer's lane of transitions, marks and notes.
    static final String MOVES = "moves";

    /// The writer's lane of new calls.
    static final String INVITATIONS = "invitations";

    /// A socket that the server did not close.
    static final String CLIENT = "client";

    private final String word;
    private final List<String> allowed;

    Label(String word, Stream<String> values) {
        this.word = word;
        this.allowed = values.toList();
    }

    /// The label's name.
    public String word() {
        return word;
    }

    /// All its values.
    public List<String> allowed() {
        return allowed;
    }

    /// A constant as a label's value.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A close code as a label's value.
    static String close(CloseCode code) {
        return Integer.toString(code.code());
    }

    private static <E> Stream<String> all(E[] constants, Function<E, String> word) {
        return Arrays.stream(constants).map(word);
    }

    /// `call_events.type`: the messages that move a call, and its ends.
    private static Stream<String> events() {
        return Stream.concat(
                Stream.of(Ask.INVITE.wire(), Ask.RING.wire(), Ask.ANSWER.wire(), Ask.SWITCH_MODE.wire(), "call_taken"),
                Stream.of(Status.values()).filter(Status::isFinal).map(status -> "call_" + status.wire()));
    }
}
