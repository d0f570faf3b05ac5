package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Story;
import dev.ringback.e2e.world.Story.SeedPair;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The seed's front end as it was (protocol, appendix): both sides post, both sides put, in every order in which their
/// frames and requests can meet. One right row per call, and no further one when the ring time-out has passed.
class SeedClientTest extends SeedStories {
    @Test
    void cancelled() {
        Story story = invited()
                .step("caller puts cancelled", it -> it.caller().puts("cancelled"), "invites", "caller posts")
                .step("cancels", it -> it.caller().ends("call_cancelled"), "invites")
                .step("callee posts", it -> it.callee().posts(), "invites")
                .step(
                        "callee puts missed",
                        it -> it.callee().puts("missed"),
                        told("callee posts", "caller puts cancelled", "cancels"));
        leavesOneRow(story, Ending.CANCEL);
    }

    @Test
    void answeredAndHungUpByTheCaller() {
        Story story = answered()
                .step("caller puts ended", it -> it.caller().puts("ended"), "answers", "caller posts")
                .step("hangs up", it -> it.caller().ends("call_ended"), "answers");
        leavesOneRow(story, Ending.HANG_UP);
    }

    @Test
    void answeredAndHungUpByTheCallee() {
        Story story = answered()
                .step("callee puts ended", it -> it.callee().puts("ended"), "answers", "callee posts")
                .step("hangs up", it -> it.callee().ends("call_ended"), "answers");
        leavesOneRow(story, Ending.HANG_UP);
    }

    @Test
    void declined() {
        Story story = invited()
                .step("callee posts", it -> it.callee().posts(), "invites")
                .step("callee puts declined", it -> it.callee().puts("declined"), "callee posts")
                .step("declines", it -> it.callee().ends("call_declined"), "invites")
                .step(
                        "caller puts declined",
                        it -> it.caller().puts("declined"),
                        told("caller posts", "callee puts declined", "declines"));
        leavesOneRow(story, Ending.DECLINE);
    }

    @Test
    void callerGivesUpByItself() {
        Story story = invited()
                .step("caller puts no_answer", it -> it.caller().puts("no_answer"), "invites", "caller posts")
                .step("cancels", it -> it.caller().ends("call_cancelled"), "invites")
                .step("callee posts", it -> it.callee().posts(), "invites")
                .step(
                        "callee puts missed",
                        it -> it.callee().puts("missed"),
                        told("callee posts", "caller puts no_answer", "cancels"));
        leavesOneRow(story, Ending.NO_ANSWER, Ending.CANCEL);
    }

    @Test
    void callsThatFollowEachOtherAtOnceHaveARowEach() {
        SeedPair pair = pair();
        for (int i = 0; i < 3; i++) {
            pair.caller().posts();
            pair.caller().invites();
            pair.callee().posts();
            pair.caller().puts("cancelled");
            pair.caller().ends("call_cancelled");
            pair.callee().puts("missed");
        }
        pair.callee().invites();
        pair.callee().posts();
        pair.caller().posts();
        pair.caller().ends("call_declined");
        assertThat(world.rows().ofConversation(pair.talk().id()))
                .extracting(row -> row.path("status").asText())
                .containsExactly("cancelled", "cancelled", "cancelled", "declined");
    }

    /// After its own post, and after either of what it is told by.
    private static Predicate<Set<String>> told(String post, String one, String other) {
        return done -> done.contains(post) && (done.contains(one) || done.contains(other));
    }
}
