package dev.ringback.history;

import static dev.ringback.testing.Rest.as;
import static dev.ringback.testing.Rest.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.DirectoryPushes;
import dev.ringback.testing.CallLogFixture;
import dev.ringback.testing.CallLogFixture.Person;
import dev.ringback.testing.CallLogFixture.Written;
import dev.ringback.testing.FakePresence;
import dev.ringback.testing.Neighbours;
import dev.ringback.testing.RestProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RestProfile.class)
class CallHistoryTest {
    private static final Instant NOON = Instant.parse("2026-01-16T12:00:00Z");

    @Inject
    DataSource database;

    @Inject
    DirectoryPushes directory;

    @Inject
    MissedCalls missedCalls;

    @Inject
    FakePresence presence;

    private CallLogFixture calls;
    private Neighbours two;
    private Person abebe;
    private Person sara;

    @BeforeEach
    void moveIn() {
        calls = new CallLogFixture(database);
        two = Neighbours.in(directory);
        abebe = two.one();
        sara = two.other();
    }

    @Test
    void rowHasTheSeedsFieldsAndOurs() {
        Written call = ended(EndReason.HANGUP, NOON);

        as(abebe.id())
                .get("/api/call-logs/" + two.conversation())
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("$", not(hasKey("next_cursor")))
                .body("call_logs", hasSize(1))
                .body("call_logs[0].id", equalTo((int) call.id()))
                .body("call_logs[0].conversation_id", equalTo((int) two.conversation()))
                .body("call_logs[0].caller_name", equalTo("Abebe Kebede"))
                .body("call_logs[0].is_caller", equalTo(true))
                .body("call_logs[0].call_type", equalTo("voice"))
                .body("call_logs[0].status", equalTo("ended"))
                .body("call_logs[0].started_at", equalTo("2026-01-16T12:00:00Z"))
                .body("call_logs[0].answered_at", equalTo("2026-01-16T12:00:05Z"))
                .body("call_logs[0].ended_at", equalTo("2026-01-16T12:01:05Z"))
                .body("call_logs[0].duration_seconds", equalTo(60))
                .body("call_logs[0].call_id", equalTo(call.callId().toString()))
                .body("call_logs[0].direction", equalTo("outgoing"))
                .body("call_logs[0].callee_name", equalTo("Sara Tesfaye"))
                .body("call_logs[0].ring_seconds", equalTo(5))
                .body("call_logs[0].participants.name", contains("Abebe Kebede", "Sara Tesfaye"));
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void eachSideReadsItsOwnOutcomeAndFindsTheCallByIt(EndReason reason) {
        Written call = ended(reason, NOON);

        for (Role role : Role.values()) {
            Person reader = role == Role.CALLER ? abebe : sara;
            String outcome = reason.outcome(role).wire();
            as(reader.id())
                    .get("/api/call-logs?outcome=" + outcome + "&direction=" + role.direction())
                    .then()
                    .statusCode(200)
                    .body("call_logs.id", contains((int) call.id()))
                    .body("call_logs[0].outcome", equalTo(outcome))
                    .body("call_logs[0].end_reason", equalTo(reason.wire()))
                    .body("call_logs[0].status", equalTo(reason.status().wire()))
                    .body("call_logs[0].direction", equalTo(role.direction()));
            String another = outcome.equals("busy") ? "failed" : "busy";
            as(reader.id()).get("/api/call-logs?outcome=" + another).then().body("call_logs", empty());
        }
    }

    @Test
    void liveCallHasNoOutcomeAndNoEnd() {
        calls.ringing(two.conversation(), abebe, sara, NOON);

        as(sara.id())
                .get("/api/call-logs?status=initiated")
                .then()
                .body("call_logs", hasSize(1))
                .body("call_logs[0].outcome", nullValue())
                .body("call_logs[0].ended_at", nullValue())
                .body("call_logs[0].duration_seconds", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "all",
            value = {
                "type=video | 1",
                "type=voice,video | 0 1 2 3",
                "status=ended | 0",
                "status=ended,declined | 0 3",
                "status=ended&status=declined | 0 3",
                "outcome=missed | 2",
                "outcome=cancelled | 1",
                "outcome=missed,cancelled | 1 2",
                "direction=incoming | 2 3",
                "direction=incoming,outgoing | 0 1 2 3",
                "direction=outgoing&outcome=missed | ''",
                "from=2026-01-16T12:00:01Z | 1 2 3",
                "to=2026-01-16T12:00:02Z | 0 1",
                "from=2026-01-16T14:00:01%2B02:00&to=2026-01-16T12:00:03Z | 1 2",
                "q=hana | 3",
                "q=TESF | 0 1 2",
                "q=a | 0 1 2 3",
                "q=%25 | ''",
                "q=zzz | ''",
                "q=hana&status=ended | ''"
            })
    void filtersLetThroughWhatTheySay(String query, String expected) {
        Person hana = Neighbours.stranger(directory, "Hana Girma");
        long withHana = Neighbours.talk(directory, true, abebe, hana);
        List<Long> ids = List.of(
                ended(EndReason.HANGUP, NOON).id(),
                calls.ended(two.conversation(), abebe, sara, "video", EndReason.CANCELLED, NOON.plusSeconds(1))
                        .id(),
                calls.ended(two.conversation(), sara, abebe, "voice", EndReason.RING_TIMEOUT, NOON.plusSeconds(2))
                        .id(),
                calls.ended(withHana, hana, abebe, "voice", EndReason.DECLINED, NOON.plusSeconds(3))
                        .id());
        Object[] wanted = expected.isBlank()
                ? new Object[0]
                : List.of(expected.split(" ")).stream()
                        .map(at -> ids.get(Integer.parseInt(at)).intValue())
                        .toArray();

        as(abebe.id())
                .urlEncodingEnabled(false)
                .get("/api/call-logs?" + query)
                .then()
                .statusCode(200)
                .body("call_logs.id", containsInAnyOrder(wanted));
        as(abebe.id())
                .get("/api/call-logs?with_user_id=" + hana.id())
                .then()
                .body("call_logs.id", contains(ids.get(3).intValue()));
    }

    @ParameterizedTest
    @CsvSource({
        "type, type=smoke",
        "status, 'status=ended,'",
        "status, status=no_answer",
        "outcome, outcome=initiated",
        "direction, direction=up",
        "with_user_id, with_user_id=0",
        "with_user_id, with_user_id=1.2",
        "from, from=yesterday",
        "from, from=2026-01-16T12:00:00",
        "to, to=%2B999999999-12-31T23:59:59Z",
        "q, q=%00",
        "limit, limit=0",
        "limit, limit=201",
        "limit, limit=-1",
        "limit, limit=ten",
        "cursor, cursor=x",
        "cursor, cursor=AAAAAAAAAAAAAAAAAAAAAA",
        "cursor, cursor=_________________________"
    })
    void filterThatIsWrongIsNamed(String field, String query) {
        isProblem(
                        as(abebe.id())
                                .urlEncodingEnabled(false)
                                .get("/api/call-logs?" + query)
                                .then(),
                        400,
                        "bad_message")
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pagesHoldEveryCallOnceNewestFirstThoughNewOnesComeIn(boolean inConversation) {
        List<Integer> expected = new ArrayList<>();
        for (int at = 0; at < 7; at++) {
            // Pairs share their start: the id decides.
            boolean outgoing = at % 3 == 0;
            Instant start = NOON.plusSeconds(at / 2).plusNanos(1_000);
            Written call = calls.ended(
                    two.conversation(),
                    outgoing ? abebe : sara,
                    outgoing ? sara : abebe,
                    "voice",
                    EndReason.HANGUP,
                    start);
            expected.addFirst((int) call.id());
        }

        List<Integer> read = new ArrayList<>();
        String cursor = "";
        for (int page = 0; cursor != null && page < 10; page++) {
            JsonPath answer = as(abebe.id())
                    .get(path(inConversation) + "?limit=2" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            read.addAll(answer.getList("call_logs.id", Integer.class));
            String next = answer.getString("next_cursor");
            cursor = next == null ? null : "&cursor=" + next;
            ended(EndReason.HANGUP, NOON.plusSeconds(1_000));
        }

        assertThat(read).isEqualTo(expected);
    }

    private String path(boolean inConversation) {
        return inConversation ? "/api/call-logs/" + two.conversation() : "/api/call-logs";
    }

    @Test
    void conversationOneIsNotInIsForbiddenAndSoIsNone() {
        ended(EndReason.HANGUP, NOON);
        Person stranger = Neighbours.stranger(directory, "Dawit");

        isProblem(as(stranger.id()).get("/api/call-logs/" + two.conversation()).then(), 403, "not_participant");
        isProblem(as(abebe.id()).get("/api/call-logs/987654321").then(), 403, "not_participant");
        as(stranger.id()).get("/api/call-logs").then().statusCode(200).body("call_logs", empty());
    }

    @Test
    void callIsShownToItsTwoPeopleOnly() {
        Written call = ended(EndReason.CANCELLED, NOON);
        Person stranger = Neighbours.stranger(directory, "Dawit");

        as(abebe.id())
                .get("/api/calls/" + call.callId())
                .then()
                .body("success", equalTo(true))
                .body("call.outcome", equalTo("cancelled"));
        as(sara.id())
                .get("/api/calls/" + call.callId().toString().toUpperCase(Locale.ROOT))
                .then()
                .body("call.outcome", equalTo("missed"));
        isProblem(as(stranger.id()).get("/api/calls/" + call.callId()).then(), 404, "not_found");
        isProblem(
                as(stranger.id()).get("/api/calls/" + call.callId() + "/events").then(), 404, "not_found");
        isProblem(
                as(abebe.id())
                        .get("/api/calls/" + UUID.randomUUID() + "/events")
                        .then(),
                404,
                "not_found");
    }

    @Test
    void auditTrailIsInOrder() {
        Written call = ended(EndReason.CANCELLED, NOON);

        as(sara.id())
                .get("/api/calls/" + call.callId() + "/events")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("events.seq", contains(1, 2))
                .body("events.type", contains("call_invitation", "call_cancelled"))
                .body("events.status", contains("initiated", "cancelled"))
                .body("events[0].at", equalTo("2026-01-16T12:00:00Z"))
                .body("events[0].by_user_id", equalTo((int) abebe.id()))
                .body("events[0].device_id", equalTo("device-1"))
                .body("events[0].detail.mode", equalTo("voice"))
                .body("events[1].by_user_id", nullValue())
                .body("events[1].detail", nullValue());
    }

    @Test
    void badgeCountsWhatReadsMissedUntilItIsSeen() throws Exception {
        Written first = ended(EndReason.CANCELLED, NOON);
        Written second = ended(EndReason.BUSY, NOON.plusSeconds(60));
        ended(EndReason.DECLINED, NOON.plusSeconds(120));

        assertThat(unseen(sara).count()).isEqualTo(2);
        assertThat(unseen(sara).calls())
                .extracting(call -> call.facts().logId().value())
                .containsExactly(second.id(), first.id());
        assertThat(unseen(abebe).count()).isZero();
        as(sara.id()).get("/api/conversations").then().body("conversations[0].missed_count", equalTo(2));

        as(sara.id()).post("/api/call-logs/seen").then().statusCode(200).body("success", equalTo(true));

        assertThat(unseen(sara).count()).isZero();
        as(sara.id()).get("/api/conversations").then().body("conversations[0].missed_count", equalTo(0));
        ended(EndReason.UNREACHABLE, NOON.plusSeconds(180));
        assertThat(unseen(sara).count()).isEqualTo(1);
    }

    @Test
    void conversationsTellWhoIsThereAndTheNewestCall() {
        ended(EndReason.HANGUP, NOON);
        Written newest = ended(EndReason.RING_TIMEOUT, NOON.plusSeconds(600));
        long quiet = Neighbours.talk(directory, false, abebe, sara, Neighbours.stranger(directory, "Hana"));
        presence.there(new UserId(sara.id()));

        as(abebe.id())
                .get("/api/conversations")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("conversations.id", contains((int) two.conversation(), (int) quiet))
                .body("conversations[0].type", equalTo("direct"))
                .body("conversations[0].name", equalTo("Sara Tesfaye"))
                .body("conversations[0].other_user_id", equalTo((int) sara.id()))
                .body("conversations[0].other_name", equalTo("Sara Tesfaye"))
                .body("conversations[0].other_avatar", nullValue())
                .body("conversations[0].online", equalTo(true))
                .body("conversations[0].missed_count", equalTo(0))
                .body("conversations[0].last_call.id", equalTo((int) newest.id()))
                .body("conversations[0].last_call.outcome", equalTo("no_answer"))
                .body("conversations[1].type", equalTo("group"))
                .body("conversations[1].other_user_id", nullValue())
                .body("conversations[1].online", equalTo(false))
                .body("conversations[1].last_call", nullValue());
        as(sara.id()).get("/api/conversations").then().body("conversations[0].online", equalTo(false));
    }

    private Written ended(EndReason reason, Instant at) {
        return calls.ended(two.conversation(), abebe, sara, "voice", reason, at);
    }

    private MissedCalls.Unseen unseen(Person person) throws Exception {
        return missedCalls.unseen(new UserId(person.id())).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
