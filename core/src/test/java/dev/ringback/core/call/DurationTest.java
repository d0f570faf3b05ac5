package dev.ringback.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The two numbers of a row: how long they talked and how long it rang (protocol §1).
class DurationTest {

    private static Call hungUpAfter(long millis) {
        Instant end = Example.ANSWERED.plusMillis(millis);
        return Example.RULES.evolve(
                Example.answered(), new CallEvent.CallClosed(end, end, EndReason.HANGUP, false, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 0", "1000, 1", "39999, 39", "40000, 40", "165900, 165"})
    void talkTimeIsRoundedDown(long millis, long seconds) {
        assertThat(hungUpAfter(millis).durationSeconds()).hasValue(seconds);
    }

    @Test
    void ringTimeIsNoTalkTime() {
        Call call = hungUpAfter(40_000);
        assertThat(call.durationSeconds()).hasValue(40);
        assertThat(call.ringSeconds()).as("from ringing to the answer").hasValue(8);
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "CALLER_LOST", "DECLINED", "RING_TIMEOUT", "UNREACHABLE", "BUSY"})
    void aCallWithoutAnAnswerLastedNoTime(EndReason reason) {
        assertThat(Example.closed(reason).durationSeconds()).hasValue(0);
    }

    @Test
    void aCallThatFailedAfterItsAnswerKeepsItsTalkTime() {
        assertThat(Example.closed(EndReason.MEDIA_FAILED).durationSeconds()).hasValue(165);
    }

    @Test
    void aRestRowThatFailedBeforeItsAnswerLastedNoTime() {
        Call row = Example.restOnly(Status.RINGING);
        Instant end = Example.RANG.plusSeconds(4);
        Call failed = Example.RULES.evolve(
                row, new CallEvent.CallClosed(end, end, EndReason.MEDIA_FAILED, false, Optional.empty()));
        assertThat(failed.durationSeconds()).hasValue(0);
    }

    @Test
    void aRepairedRowHasNoTalkTime() {
        assertThat(Example.closed(EndReason.RECOVERED).durationSeconds()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"INITIATED", "RINGING", "ANSWERED"})
    void aLiveCallHasNoTalkTimeYet(Status status) {
        assertThat(Example.live(status).durationSeconds()).isEmpty();
    }

    @Test
    void ringTimeCountsFromTheFirstRingingDeviceToTheEnd() {
        assertThat(Example.closed(EndReason.RING_TIMEOUT).ringSeconds()).hasValue(165);
    }

    @Test
    void ringTimeCountsFromTheStartWhenNoDeviceSaidThatItRings() {
        Instant end = Example.START.plusMillis(7_900);
        Call over = Example.RULES.evolve(
                Example.initiated(), new CallEvent.CallClosed(end, end, EndReason.CANCELLED, false, Optional.empty()));
        assertThat(over.ringSeconds()).hasValue(7);
    }

    @Test
    void aCallThatStillRingsHasNoRingTimeYet() {
        assertThat(Example.initiated().ringSeconds()).isEmpty();
        assertThat(Example.ringing().ringSeconds()).isEmpty();
        assertThat(Example.answered().ringSeconds())
                .as("known from the answer on")
                .hasValue(8);
    }
}
