package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Rows;
import java.time.Duration;
import java.time.OffsetDateTime;

/// The row of a call that is over, as the tests check it.
///
/// @param row its columns
record Record(JsonNode row) {

    static Record of(Rows rows, String callId) {
        return new Record(rows.call(callId));
    }

    /// Checks how it ended.
    Record is(String status, String reason) {
        assertThat(row.path("status").asText()).as("status of %s", row).isEqualTo(status);
        assertThat(row.path("end_reason").asText()).as("end_reason of %s", row).isEqualTo(reason);
        return this;
    }

    /// Checks that nobody talked.
    void withoutTalk() {
        assertThat(row.path("answered_at").isNull()).as("not answered: %s", row).isTrue();
        assertThat(row.path("duration_seconds").asInt(-1)).as("talk time").isZero();
    }

    /// Checks that the talk time is that between answer and end, and at least so long.
    Record withTalkOf(int seconds) {
        long between = Duration.between(at("answered_at"), at("ended_at")).toSeconds();
        assertThat(row.path("duration_seconds").asLong())
                .as("talk time of %s", row)
                .isEqualTo(between);
        assertThat(between).as("talk time").isGreaterThanOrEqualTo(seconds);
        return this;
    }

    Record endedBy(DemoPerson person) {
        assertThat(row.path("ended_by_user_id").asLong()).as("ended by").isEqualTo(person.id());
        assertThat(row.path("end_estimated").asBoolean()).as("end estimated").isFalse();
        return this;
    }

    /// @return "Call ended · 2m 45s", as people read it
    String words() {
        long seconds = row.path("duration_seconds").asLong();
        return "Call ended · " + (seconds < 60 ? "" : seconds / 60 + "m ") + seconds % 60 + "s";
    }

    /// @param pattern words with "2m 45s" in the place of the talk time
    /// @return the words with the talk time of this row
    String words(String pattern) {
        return pattern.replaceFirst("Call ended · 2m 45s", words()).replaceFirst("2m 45s", words().substring(13));
    }

    private OffsetDateTime at(String column) {
        return OffsetDateTime.parse(row.path(column).asText());
    }
}
