package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.SeedClient;
import dev.ringback.e2e.world.Story;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The seed's front end (protocol, appendix) where nobody says goodbye: a page that is closed, a callee who is away, in
/// another call or lost. One right row each.
class SeedClientLostTest extends SeedStories {
    @Test
    void nobodyAnswersAndThePageDoesNotGiveUp() {
        leavesOneRow(invited().step("callee posts", it -> it.callee().posts(), "invites"), Ending.NO_ANSWER);
    }

    @Test
    void calleeIsNotThere() {
        Story story = invited().step("callee is away", it -> it.callee().phone().close(), done -> done.isEmpty());
        story.step(
                "caller puts no_answer",
                it -> it.caller().puts("no_answer"),
                "callee is away",
                "caller posts",
                "invites");
        leavesOneRow(story, Ending.NO_ANSWER);
        leavesOneRow(
                invited().step("callee is away", it -> it.callee().phone().close(), done -> done.isEmpty()),
                Ending.UNREACHABLE,
                Ending.NO_ANSWER);
    }

    @Test
    void callerIsLostWhileItRings() {
        Story story = invited()
                .step("callee posts", it -> it.callee().posts(), "invites")
                .step("caller is lost", it -> it.caller().phone().line().drop(), "invites");
        leavesOneRow(story, Ending.CALLER_LOST);
    }

    @Test
    void calleeIsLostInTheCall() {
        Story story = answered()
                .step("callee is lost", it -> it.callee().phone().line().drop(), "answers");
        leavesOneRow(story, Ending.CONNECTION_LOST);
    }

    @Test
    void callFailsByWordOfRest() {
        Story story =
                answered().step("callee puts failed", it -> it.callee().puts("failed"), "answers", "callee posts");
        leavesOneRow(story, Ending.MEDIA_FAILED);
    }

    @Test
    void calleeIsBusy() {
        Story story = new Story()
                .step("callee talks to another", it -> busy(it.callee()), Set::isEmpty)
                .step("invites", it -> it.caller().invites(), "callee talks to another")
                .step("caller posts", it -> it.caller().posts(), "callee talks to another")
                .step("caller puts no_answer", it -> it.caller().puts("no_answer"), "invites", "caller posts")
                .step("cancels", it -> it.caller().ends("call_cancelled"), "invites");
        leavesOneRow(story, Ending.BUSY);
    }

    private void busy(SeedClient callee) {
        Conversation other =
                world.conversation(world.person("Hana"), callee.phone().person());
        SeedClient hana = new SeedClient(world, other.one(), other);
        hana.invites();
        assertThat(world.rows().busy(callee.phone().person().id())).hasSize(1);
    }
}
