package dev.ringback.docs;

import static dev.ringback.docs.Page.code;
import static dev.ringback.docs.Page.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.Setting;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.CallTable;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Position;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Status;
import dev.ringback.core.call.Verdict;
import dev.ringback.observe.Label;
import dev.ringback.observe.Metric;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.CloseCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tables of the reference are made from the code that they describe.
class ReferencePagesTest {

    private static final List<Status> COLUMNS =
            List.of(Status.INITIATED, Status.RINGING, Status.ANSWERED, Status.ENDED);

    @Test
    void statuses() {
        Page.at("reference/outcomes.md")
                .holds(
                        "statuses",
                        table(
                                List.of("status", "may become"),
                                Arrays.stream(Status.values())
                                        .map(status -> List.of(code(status.wire()), next(status)))));
    }

    @Test
    void outcomes() {
        Page.at("reference/outcomes.md")
                .holds(
                        "outcomes",
                        table(
                                List.of(
                                        "`end_reason`",
                                        "`status`",
                                        "told as",
                                        "caller's `outcome`",
                                        "caller reads",
                                        "callee's `outcome`",
                                        "callee reads"),
                                Arrays.stream(EndReason.values()).map(ReferencePagesTest::outcome)));
    }

    @Test
    void callTable() {
        Page page = Page.at("reference/call-table.md");
        page.holds(
                "cells",
                Arrays.stream(Ask.values()).map(ReferencePagesTest::cells).collect(Collectors.joining("\n")));
        page.holds(
                "words",
                table(
                        List.of("word", "what happens"),
                        Arrays.stream(Verdict.values()).map(verdict -> List.of(verdict.word(), verdict.meaning()))));
    }

    @Test
    void configuration() {
        Page.at("reference/configuration.md")
                .holds(
                        "settings",
                        table(
                                List.of("variable", "flag", "default", "what"),
                                Arrays.stream(Setting.values()).map(ReferencePagesTest::setting)));
    }

    @Test
    void metrics() {
        Page page = Page.at("reference/metrics.md");
        page.holds(
                "metrics",
                table(
                        List.of("name", "kind", "labels", "what"),
                        Arrays.stream(Metric.values())
                                .map(it -> List.of(
                                        code(it.told()),
                                        it.kind().word(),
                                        it.labels().stream()
                                                .map(label -> code(label.word()))
                                                .collect(Collectors.joining(", ")),
                                        it.meaning()))));
        page.holds(
                "labels",
                table(
                        List.of("label", "values"),
                        Arrays.stream(Label.values())
                                .map(it -> List.of(
                                        code(it.word()),
                                        it.allowed().stream().map(Page::code).collect(Collectors.joining(", "))))));
    }

    @Test
    void closeCodes() {
        Page.at("reference/close-codes.md")
                .holds(
                        "close codes",
                        table(
                                List.of("code", "come back", "why"),
                                Arrays.stream(CloseCode.values())
                                        .map(it -> List.of(
                                                Integer.toString(it.code()),
                                                it.comeBack() ? "yes, with back-off" : "no",
                                                it.reason()))));
    }

    @Test
    void problems() {
        Page.at("reference/problems.md")
                .holds(
                        "problems",
                        table(
                                List.of("code", "HTTP", "temporary", "what it means"),
                                Arrays.stream(ProblemType.values())
                                        .map(it -> List.of(
                                                code(it.code()),
                                                Integer.toString(it.status()),
                                                it.temporary() ? "yes" : "no",
                                                it.meaning()))));
    }

    @Test
    void limitsNameEverySettingOfALimit() {
        String page = Page.at("reference/limits.md").text();
        for (Setting setting : List.of(
                Setting.INVITES_PER_MINUTE,
                Setting.MESSAGES_PER_SECOND,
                Setting.MESSAGES_BURST,
                Setting.SOCKETS_PER_USER,
                Setting.FRAME_BYTES_MAX,
                Setting.CANDIDATE_BYTES_MAX,
                Setting.INVITE_DELAY_MAX,
                Setting.SOCKETS_PER_SECOND,
                Setting.RING_TIMEOUT,
                Setting.CALLER_GRACE,
                Setting.CALL_GRACE,
                Setting.MAX_CALL,
                Setting.HEARTBEAT)) {
            assertThat(page).contains(code(setting.variable()));
        }
    }

    private static String next(Status status) {
        return status.isFinal()
                ? "nothing: it is final"
                : status.next().stream().map(it -> code(it.wire())).collect(Collectors.joining(", "));
    }

    private static List<String> outcome(EndReason reason) {
        return List.of(
                code(reason.wire()),
                code(reason.status().wire()),
                code("call_" + reason.status().wire()),
                code(reason.outcome(Role.CALLER).wire()),
                words(reason, Role.CALLER),
                code(reason.outcome(Role.CALLEE).wire()),
                words(reason, Role.CALLEE));
    }

    private static String words(EndReason reason, Role role) {
        return reason.words(role) + (reason.status() == Status.ENDED ? " · 2m 45s" : "");
    }

    private static String cells(Ask ask) {
        return "### " + code(ask.wire()) + "\n\n"
                + table(
                        List.of("from", "initiated", "ringing", "answered", "final"),
                        Arrays.stream(Position.values()).map(position -> row(ask, position)));
    }

    /// Before the answer there is no answering device.
    private static List<String> row(Ask ask, Position position) {
        Stream<String> words = COLUMNS.stream()
                .map(status -> position == Position.ANSWERING_DEVICE && status.isBeforeAnswer()
                        ? "-"
                        : CallTable.verdict(ask, position, status).word());
        return Stream.concat(Stream.of(position.words()), words).toList();
    }

    private static List<String> setting(Setting setting) {
        return List.of(
                code(setting.variable()) + (setting.secret() ? " (or `…_FILE`)" : ""),
                code("--" + setting.key()),
                setting.fallback().map(Page::code).orElse(""),
                setting.description());
    }
}
