package dev.ringback.e2e;

import dev.ringback.e2e.world.Ending;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Truth;
import dev.ringback.e2e.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A test of bad input: after each, the same socket still makes calls, and a neighbour's call has gone on as if
/// nothing had been.
abstract class BesideNeighbours {
    @RegisterExtension
    final World world = World.on(Server.usual());

    final Scene scene = world.scene();

    final Phone alice = scene.alice();

    final Scene neighbours = world.scene();

    final String neighboursCall = neighbours.talking();

    @AfterEach
    void theSameSocketStillCallsAndTheNeighboursTalkOn() {
        alice.line().send("{\"type\":\"ping\",\"id\":\"still here\"}");
        alice.hears("ack", ack -> ack.path("id").asText().equals("still here"), Phone.SOON);
        alice.hearsNo("error", "ack");
        String call = scene.ringing();
        alice.cancels(call);
        Truth.of(world, call, Ending.CANCEL).by(alice);
        neighbours.alice().candidate(neighboursCall, 1).accepted();
        neighbours.bob().hears("ice_candidate");
        neighbours.bob().hangsUp(neighboursCall);
        Truth.of(world, neighboursCall, Ending.HANG_UP).by(neighbours.bob()).toldTo(neighbours.alice());
    }
}
