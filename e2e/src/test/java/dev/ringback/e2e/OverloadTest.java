package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Answer;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Scrape;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// When many new calls wait for the database, and too long, further ones are turned away, and calls that run go on.
class OverloadTest {
    private static final RunningServer PROCESS = RunningServer.start(Map.of("RINGBACK_INVITE_DELAY_MAX", "PT0.005S"));
    /// Twice as many as may wait together, however long.
    private static final int CALLERS = 64;
    private static final Executor ANYWHERE = task -> Thread.ofVirtual().start(task);

    @RegisterExtension
    final World world = World.on(Server.of(PROCESS));

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @Test
    void newCallsAreTurnedAwayWhileOthersWaitAndRunningCallsGoOn() throws SQLException {
        Scene running = world.scene();
        String call = running.talking();
        Scene stuck = world.scene();
        List<Scene> callers = Stream.generate(world::scene).limit(CALLERS).toList();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();

        try (Connection obstacle = PROCESS.database()) {
            obstacle.setAutoCommit(false);
            takesThePlaceOf(stuck.alice().person().id(), call, obstacle);
            answers.add(invites(stuck));
            for (Scene caller : callers) {
                answers.add(invites(caller));
                running.bob().fence();
            }
            running.alice().hangsUp(call);
            obstacle.rollback();
        }

        Truth.of(world, call, Ending.HANG_UP).by(running.alice()).toldTo(running.bob());
        List<JsonNode> refused = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> !answer.word().equals("ack"))
                .map(answer -> answer.refused("unavailable"))
                .toList();
        assertThat(refused).allMatch(error -> error.path("temporary").asBoolean());
        long turnedAway = refused.stream()
                .filter(error -> error.path("message").asText().contains("too many calls begin"))
                .count();
        assertThat(turnedAway).isPositive();
        assertThat(Scrape.of(world.server().base()).value("ringback_calls_turned_away_total", "overload", "writer"))
                .isEqualTo(turnedAway);
        Scene later = world.scene();
        String next = later.ringing();
        later.alice().cancels(next);
        callers.forEach(OverloadTest::endsWhatBegan);
        endsWhatBegan(stuck);
    }

    private static CompletableFuture<Answer> invites(Scene scene) {
        return CompletableFuture.supplyAsync(
                () -> scene.alice().invites(scene.talk(), UUID.randomUUID().toString(), "voice"), ANYWHERE);
    }

    /// As long as this is not rolled back, an invitation of this person waits for it.
    private static void takesThePlaceOf(long person, String otherCall, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO live_people (user_id, call_log_id, call_id) SELECT " + person
                    + ", id, call_id FROM call_logs WHERE call_id = '" + otherCall + "'");
        }
    }

    private static void endsWhatBegan(Scene scene) {
        scene.alice().asks("call_cancelled", "conversation_id", scene.talk().id());
    }
}
