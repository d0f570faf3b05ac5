package dev.ringback.load.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.load.chaos.Finding.Check;
import dev.ringback.load.chaos.RowStore.Event;
import dev.ringback.load.chaos.RowStore.Row;
import dev.ringback.load.client.Device;
import dev.ringback.load.client.Human;
import dev.ringback.load.client.Network;
import dev.ringback.load.client.Records;
import dev.ringback.load.client.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checker is checked: each kind of wrong that a run looks for is found.
class VerdictTest {
    private static final UUID CALL = UUID.fromString("7f3a0000-0000-4000-8000-000000000001");
    private static final String INVITATION = "{\"type\":\"call_invitation\",\"call_id\":\"%s\",\"version\":1}";
    private static final String CANCELLED = "{\"type\":\"call_cancelled\",\"call_id\":\"%s\",\"version\":2,"
            + "\"status\":\"cancelled\",\"end_reason\":\"cancelled\",\"outcome\":\"missed\",\"duration_seconds\":0}";

    private static final String ENDED = "{\"type\":\"call_ended\",\"call_id\":\"%s\",\"version\":3,"
            + "\"status\":\"ended\",\"end_reason\":\"hangup\",\"outcome\":\"ended\",\"duration_seconds\":5}";

    @TempDir
    private Path folder;

    private Records records;
    private Network network;
    private Device callee;

    @BeforeEach
    void aCalleeIsConnected() {
        records = new Records(folder.resolve("transcript.txt"));
        network = new Network(1, records, new Random(1));
        callee = new Device(network, new Nobody(), 2, 1, "no token");
        hears("{\"type\":\"active_calls\",\"calls\":[]}");
    }

    @AfterEach
    void end() {
        network.close();
        records.close();
    }

    @Test
    void aCallThatEveryoneAgreesAboutIsWell() {
        hears(INVITATION);
        hears(CANCELLED);

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .isEmpty();
    }

    @Test
    void aDeviceThatRingsForACancelledCallIsFound() {
        hears(INVITATION);

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .containsExactlyInAnyOrder(Check.GHOST_RING, Check.SCREEN);
    }

    @Test
    void aRingThatGoesOnAfterItsCallIsFoundBeforeAnybodyHangsUp() {
        hears(INVITATION);
        assertThat(Verdict.ghostRings(Set.of(), List.of(callee))).isEmpty();
        assertThat(Verdict.ghostRings(Set.of(CALL), List.of(callee)))
                .extracting(Finding::check)
                .containsExactly(Check.GHOST_RING);

        hears(CANCELLED);
        assertThat(Verdict.ghostRings(Set.of(CALL), List.of(callee))).isEmpty();
    }

    @Test
    void aTransitionThatWasToldAndIsNotThereIsFound() {
        hears(INVITATION);
        hears(CANCELLED);

        assertThat(checks(new Row(CALL, 1, "initiated", 1, "", -1, false, false, "", List.of(initiated()))))
                .containsExactlyInAnyOrder(Check.NOT_FINAL, Check.LOST, Check.SCREEN);
    }

    @Test
    void aGapInTheEventsIsFound() {
        assertThat(checks(cancelled(List.of(initiated(), new Event(3, "cancelled")))))
                .containsExactly(Check.EVENTS);
    }

    @Test
    void twoFinalEventsAreFound() {
        assertThat(checks(cancelled(List.of(new Event(1, "declined"), new Event(2, "cancelled")))))
                .containsExactly(Check.EVENTS);
    }

    @Test
    void anOlderVersionAfterANewerOneIsFound() {
        hears(INVITATION);
        hears(CANCELLED);
        hears("{\"type\":\"call_ringing\",\"call_id\":\"%s\",\"version\":1}");

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .contains(Check.CLIENT);
    }

    @Test
    void aFinalCallThatChangesIsFound() {
        hears(INVITATION);
        hears(CANCELLED);
        hears("{\"type\":\"call_log_updated\",\"call\":{\"call_id\":\"%s\",\"version\":3,\"status\":\"declined\"}}");

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .contains(Check.CLIENT, Check.LOST);
    }

    @Test
    void oneVersionThatIsToldInTwoWaysIsFound() {
        hears(INVITATION);
        hears(CANCELLED);
        hears(CANCELLED.replace("cancelled", "declined"));

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .contains(Check.CLIENT);
    }

    @Test
    void aScreenWithAnotherDurationIsFound() {
        hears(INVITATION);
        hears(CANCELLED.replace("\"duration_seconds\":0", "\"duration_seconds\":7"));

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .containsExactly(Check.SCREEN);
    }

    @Test
    void aScreenWithAnotherOutcomeIsFound() {
        hears(INVITATION);
        hears(CANCELLED.replace("\"outcome\":\"missed\"", "\"outcome\":\"cancelled\""));

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .containsExactly(Check.SCREEN);
    }

    @Test
    void anAcknowledgedAnswerThatTheRowDoesNotShowIsFound() {
        hears(INVITATION);
        callee.answer(CALL);
        hears("{\"type\":\"ack\",\"id\":\"c1\"}");
        hears(CANCELLED);

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .containsExactly(Check.LOST);
    }

    @Test
    void anAnswerThatIsAcknowledgedToASecondDeviceIsFound() {
        hears(INVITATION);
        callee.answer(CALL);
        hears("{\"type\":\"ack\",\"id\":\"c1\"}");
        hears(ENDED);

        assertThat(checks(ended("device1"))).isEmpty();
        assertThat(checks(ended("device2"))).containsExactly(Check.LOST);
    }

    @Test
    void aRefusedCallThatHasARowIsFound() {
        callee.call(CALL, 1, false);
        hears("{\"type\":\"error\",\"id\":\"c1\",\"code\":\"busy\"}");

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .containsExactly(Check.LOST);
    }

    @Test
    void aCallThatRingsAfterItsCancelIsFound() {
        callee.press("call_cancelled", CALL);
        hears("{\"type\":\"error\",\"id\":\"c1\",\"code\":\"not_found\"}");

        assertThat(checks(new Row(
                        CALL,
                        1,
                        "cancelled",
                        3,
                        "cancelled",
                        0,
                        true,
                        false,
                        "",
                        List.of(initiated(), new Event(2, "ringing"), new Event(3, "cancelled")))))
                .containsExactly(Check.OVERTAKEN);
        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .isEmpty();
    }

    @Test
    void anErrorThatMeansABugIsFound() {
        hears("{\"type\":\"error\",\"code\":\"internal\"}");

        assertThat(checks(cancelled(List.of(initiated(), new Event(2, "cancelled")))))
                .containsExactly(Check.CLIENT);
    }

    @Test
    void whoeverWaitsForAnAnswerIsFound() {
        hears(INVITATION);
        callee.press("call_declined", CALL);
        hears(CANCELLED);
        Row row = cancelled(List.of(initiated(), new Event(2, "cancelled")));

        assertThat(checks(row, 0, false)).containsExactly(Check.SILENCE);
    }

    @Test
    void peopleWhoAreHeldBusyAreFound() {
        Row row = cancelled(List.of(initiated(), new Event(2, "cancelled")));

        assertThat(checks(row, 2, true)).containsExactly(Check.LIVE_PEOPLE);
    }

    private List<Check> checks(Row row) {
        return checks(row, 0, true);
    }

    private List<Check> checks(Row row, long livePeople, boolean quiet) {
        return Verdict.of(Map.of(CALL, row), livePeople, records, List.of(callee), quiet).stream()
                .map(Finding::check)
                .toList();
    }

    private void hears(String frame) {
        callee.frame(frame.replace("%s", CALL.toString()));
    }

    private static Event initiated() {
        return new Event(1, "initiated");
    }

    private static Row cancelled(List<Event> events) {
        return new Row(CALL, 1, "cancelled", 2, "cancelled", 0, true, false, "", events);
    }

    private static Row ended(String answeredBy) {
        List<Event> events = List.of(initiated(), new Event(2, "answered"), new Event(3, "ended"));
        return new Row(CALL, 1, "ended", 3, "hangup", 5, true, true, answeredBy, events);
    }

    private static final class Nobody implements Human {
        @Override
        public void rings(Device device, Screen screen) {}

        @Override
        public void changed(Device device, Screen screen) {}

        @Override
        public void refused(Device device, Screen screen) {}
    }
}
