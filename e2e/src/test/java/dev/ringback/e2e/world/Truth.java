package dev.ringback.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;

/// What must be true of a call that ended in this way: in the row, in both people's views of it, and for the phones
/// that
/// were to be told.
///
/// @param call the call's id
/// @param ending how it ended
public record Truth(World world, String call, Ending ending) {

    /// Checks the row and the two views of it.
    public static Truth of(World world, String call, Ending ending) {
        Truth truth = new Truth(world, call, ending);
        truth.rowIsRight();
        JsonNode row = truth.row();
        truth.viewIsRight(row.path("caller_user_id").asLong(), true);
        truth.viewIsRight(row.path("callee_user_id").asLong(), false);
        return truth;
    }

    /// @return the row in the database
    public JsonNode row() {
        return world.rows().call(call);
    }

    private void rowIsRight() {
        JsonNode row = row();
        assertThat(row.path("status").asText()).as("status of %s", row).isEqualTo(ending.status());
        assertThat(row.path("end_reason").asText()).as("end_reason of %s", row).isEqualTo(ending.reason());
        assertThat(row.path("duration_seconds").isIntegralNumber())
                .as("duration of %s", row)
                .isTrue();
        assertThat(row.path("duration_seconds").asLong())
                .as("duration of %s", row)
                .isEqualTo(talkTime(row));
        assertThat(world.rows().busy(row.path("caller_user_id").asLong()))
                .as("the caller is free")
                .noneMatch(busy -> busy.path("call_id").asText().equals(call));
        assertThat(world.rows().busy(row.path("callee_user_id").asLong()))
                .as("the callee is free")
                .noneMatch(busy -> busy.path("call_id").asText().equals(call));
    }

    private static long talkTime(JsonNode row) {
        return row.hasNonNull("answered_at")
                ? Duration.between(at(row, "answered_at"), at(row, "ended_at")).toSeconds()
                : 0;
    }

    private void viewIsRight(long userId, boolean caller) {
        JsonNode view = view(userId);
        assertThat(view.path("outcome").asText()).as("outcome of %s", view).isEqualTo(ending.outcome(caller));
        assertThat(view.path("is_caller").asBoolean())
                .as("is_caller of %s", view)
                .isEqualTo(caller);
        assertThat(view.path("direction").asText())
                .as("direction of %s", view)
                .isEqualTo(caller ? "outgoing" : "incoming");
        assertThat(view.path("status").asText()).as("status of %s", view).isEqualTo(ending.status());
    }

    private JsonNode view(long userId) {
        return new Rest(world.server().base(), Token.of(world.server().secret(), userId))
                .get("/api/calls/" + call)
                .succeeded()
                .path("call");
    }

    /// Checks who ended it.
    public Truth by(Phone phone) {
        assertThat(row().path("ended_by_user_id").asLong())
                .as("ended by")
                .isEqualTo(phone.person().id());
        assertThat(row().path("end_estimated").asBoolean()).as("end estimated").isFalse();
        return this;
    }

    /// Checks that nobody said goodbye: the time is the last proof of life, which was not after this moment.
    public Truth estimated(OffsetDateTime notAfter) {
        assertThat(row().path("end_estimated").asBoolean()).as("end estimated").isTrue();
        assertThat(row().path("ended_by_user_id").isNull())
                .as("ended by nobody")
                .isTrue();
        assertThat(at(row(), "ended_at")).as("last proof of life").isBeforeOrEqualTo(notAfter);
        return this;
    }

    /// Checks that each of these phones is told of the end, and is given the whole call after it.
    public Truth toldTo(Phone... phones) {
        for (Phone phone : phones) {
            JsonNode row = view(phone.person().id());
            ending.toldBy(phone.hears(ending.toldAs(), this::isOfThisCall, Phone.SOON), row);
        }
        return updates(phones);
    }

    /// Checks that each of these phones is given the whole call.
    public Truth updates(Phone... phones) {
        for (Phone phone : phones) {
            JsonNode update = phone.hears(
                    "call_log_updated",
                    message -> message.path("call").path("call_id").asText().equals(call),
                    Phone.SOON);
            assertThat(update.path("call"))
                    .as("call_log_updated of %s", phone.person().name())
                    .isEqualTo(view(phone.person().id()));
        }
        return this;
    }

    private boolean isOfThisCall(JsonNode message) {
        return message.path("call_id").asText().equals(call);
    }

    /// @return a time of a row
    public static OffsetDateTime at(JsonNode row, String field) {
        return OffsetDateTime.parse(row.path(field).asText());
    }
}
