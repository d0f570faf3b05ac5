package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The server is stopped as an operator stops it, and stays down for longer than any grace: it is the server that was
/// away, not its people. Their grace runs from the moment when it is ready again (design §2.9).
class LongStopTest {
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final RunningServer PROCESS = RunningServer.start(Map.of(
            "RINGBACK_CALL_GRACE", Long.toString(GRACE.toSeconds()),
            "RINGBACK_CALLER_GRACE", Long.toString(GRACE.toSeconds()),
            "RINGBACK_RING_TIMEOUT", "120"));

    @RegisterExtension
    final World world = World.on(Server.of(PROCESS));

    private final Scene talkers = world.scene();
    private final Scene ringers = world.scene();

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @Test
    void whoeverComesBackGoesOn() {
        String talking = talkers.talking();
        String ringing = ringers.ringing();

        downForLongerThanTheGrace();

        Phone alice = again(talkers.alice());
        Phone bob = again(talkers.bob());
        Phone caller = again(ringers.alice());
        Phone callee = again(ringers.bob());
        assertThat(alice.activeCalls().getFirst().path("call_id").asText()).isEqualTo(talking);
        assertThat(callee.hears("call_invitation").path("call_id").asText()).isEqualTo(ringing);
        caller.cancels(ringing);
        Truth.of(world, ringing, Ending.CANCEL).by(caller).toldTo(callee);
        alice.candidate(talking, 1).accepted();
        bob.hears("ice_candidate");
        bob.hangsUp(talking);
        Truth.of(world, talking, Ending.HANG_UP).by(bob).toldTo(alice);
    }

    @Test
    void whoeverStaysAwayHasTheWholeGraceFromReadiness() {
        String talking = talkers.talking();
        String ringing = ringers.ringing();

        Instant stopped = downForLongerThanTheGrace();
        Instant ready = Instant.now();

        Phone alice = again(talkers.alice());
        Phone callee = again(ringers.bob());
        alice.hears("call_ended", ended -> true, Phone.SOON.plus(GRACE));
        callee.hears("call_cancelled", ended -> true, Phone.SOON.plus(GRACE));
        assertThat(Instant.now()).isAfter(ready.plus(GRACE).minusSeconds(1));
        endedWhenTheServerStopped(talking, Ending.CONNECTION_LOST, stopped);
        endedWhenTheServerStopped(ringing, Ending.CALLER_LOST, stopped);
    }

    /// The last proof of life of those who never came back is that their server was stopped.
    private void endedWhenTheServerStopped(String call, Ending ending, Instant stopped) {
        Truth.of(world, call, ending);
        JsonNode row = world.rows().call(call);
        assertThat(row.path("end_estimated").asBoolean()).isTrue();
        assertThat(Truth.at(row, "ended_at").toInstant()).isBefore(stopped.plusSeconds(1));
    }

    private Phone again(Phone phone) {
        return world.phone(phone.person(), phone.device());
    }

    /// @return when it was down
    private static Instant downForLongerThanTheGrace() {
        PROCESS.stop();
        Instant stopped = Instant.now();
        Awaitility.await("that any grace would be over")
                .atMost(GRACE.plusSeconds(5))
                .until(() -> Instant.now().isAfter(stopped.plus(GRACE).plusSeconds(1)));
        PROCESS.restart();
        return stopped;
    }
}
