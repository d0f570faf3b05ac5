package dev.ringback.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Talk time as a call card writes it.
class TalkTimeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "45, 45s",
        "59, 59s",
        "60, 1m 0s",
        "165, 2m 45s",
        "3599, 59m 59s",
        "3600, 1h 0m 0s",
        "3723, 1h 2m 3s",
        "43200, 12h 0m 0s"
    })
    void secondsAreReadAsHoursMinutesAndSeconds(long seconds, String words) {
        assertThat(TalkTime.words(seconds)).isEqualTo(words);
    }
}
