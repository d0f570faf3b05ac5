package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The server stops or is killed, and comes back on the same data: calls go on when their people come back, and end
/// when
/// they do not (design §2.9).
class RestartTest {
    private static final RunningServer PROCESS =
            RunningServer.start(Map.of("RINGBACK_CALL_GRACE", "8", "RINGBACK_CALLER_GRACE", "8"));

    @RegisterExtension
    final World world = World.on(Server.of(PROCESS));

    @AfterAll
    static void stop() {
        PROCESS.close();
    }

    @Test
    void cleanStopTellsTheSocketsAndKeepsTheCalls() {
        Scene scene = world.scene();
        String talking = scene.talking();
        Scene others = world.scene();
        String ringing = others.ringing();

        assertThat(PROCESS.stop()).isIn(0, 143);
        scene.alice().hears("server_draining");
        assertThat(scene.alice().line().closeCode(Phone.SOON)).isIn(1001, 1012);
        PROCESS.restart();
        Phone alice = world.phone(scene.alice().person(), scene.alice().device());
        Phone bob = world.phone(scene.bob().person(), scene.bob().device());
        assertThat(alice.activeCalls().getFirst().path("call_id").asText()).isEqualTo(talking);
        alice.candidate(talking, 5).accepted();
        assertThat(bob.hears("ice_candidate").path("candidate")).isEqualTo(Sdp.candidate(5));
        Phone caller = world.phone(others.alice().person(), others.alice().device());
        Phone callee = world.phone(others.bob().person(), others.bob().device());
        assertThat(callee.hears("call_invitation").path("offer"))
                .isEqualTo(Sdp.offer("offer of " + others.alice().device()));
        callee.answers(ringing);
        caller.hears("call_answer");
        caller.hangsUp(ringing);
        Truth.of(world, ringing, Ending.HANG_UP).by(caller).toldTo(callee);
        bob.hangsUp(talking);
        Truth.of(world, talking, Ending.HANG_UP).by(bob).toldTo(alice);
    }

    @Test
    void killedServerEndsWhatNobodyComesBackTo() {
        Scene scene = world.scene();
        String talking = scene.talking();
        Scene others = world.scene();
        String ringing = others.ringing();

        PROCESS.kill();
        PROCESS.restart();

        Phone alice = world.phone(scene.alice().person(), scene.alice().device());
        Phone callee = world.phone(others.bob().person(), others.bob().device());
        assertThat(callee.hears("call_invitation").path("call_id").asText()).isEqualTo(ringing);
        Ending.CONNECTION_LOST.toldBy(
                alice.hears("call_ended", ended -> true, Phone.SOON.plusSeconds(15)),
                world.view(alice.person(), talking));
        Truth.of(world, talking, Ending.CONNECTION_LOST);
        Ending.CALLER_LOST.toldBy(
                callee.hears("call_cancelled", ended -> true, Phone.SOON.plusSeconds(15)),
                world.view(callee.person(), ringing));
        Truth.of(world, ringing, Ending.CALLER_LOST);
        assertThat(world.rows().call(ringing).path("end_estimated").asBoolean()).isTrue();
    }
}
