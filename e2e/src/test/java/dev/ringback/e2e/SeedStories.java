package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.SeedClient;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Story;
import dev.ringback.e2e.world.Story.Order;
import dev.ringback.e2e.world.Story.SeedPair;
import dev.ringback.e2e.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Plays a story of two seed clients in every order in which it can reach the server, and looks at what is left.
abstract class SeedStories {
    @RegisterExtension
    final World world = World.on(Server.brisk());

    static Story invited() {
        return new Story()
                .step("invites", it -> it.caller().invites())
                .step("caller posts", it -> it.caller().posts());
    }

    static Story answered() {
        return invited()
                .step("callee posts", it -> it.callee().posts(), "invites")
                .step("answers", it -> it.callee().answers(), "invites")
                .step("callee puts answered", it -> it.callee().puts("answered"), "answers", "callee posts");
    }

    /// Plays every order between new people, waits until no row is live, and looks at what is left.
    void leavesOneRow(Story story, Ending... allowed) {
        Map<Order, SeedPair> played = new LinkedHashMap<>();
        for (Order order : story.orders()) {
            SeedPair pair = pair();
            order.play(pair);
            played.put(order, pair);
        }
        assertThat(played).isNotEmpty();
        played.forEach((order, pair) -> {
            Await.until(
                    "no row is live after: " + order,
                    () -> rows(pair).stream().allMatch(row -> row.hasNonNull("ended_at")));
            assertThat(rows(pair)).as("rows after: %s", order).hasSize(1);
            JsonNode row = rows(pair).getFirst();
            assertThat(List.of(allowed))
                    .as("end after: %s; row %s", order, row)
                    .anyMatch(ending -> ending.status()
                                    .equals(row.path("status").asText())
                            && ending.reason().equals(row.path("end_reason").asText()));
            assertThat(row.path("duration_seconds").asInt())
                    .as("duration after: %s", order)
                    .isLessThan(60);
            for (SeedClient client : List.of(pair.caller(), pair.callee())) {
                client.callLogId()
                        .ifPresent(id -> assertThat(id)
                                .as("id of the log after: %s", order)
                                .isEqualTo(row.path("id")));
            }
        });
    }

    private List<JsonNode> rows(SeedPair pair) {
        return world.rows().ofConversation(pair.talk().id());
    }

    SeedPair pair() {
        Conversation talk = world.conversation(world.person("Alice"), world.person("Bob"));
        return new SeedPair(talk, new SeedClient(world, talk.one(), talk), new SeedClient(world, talk.two(), talk));
    }
}
