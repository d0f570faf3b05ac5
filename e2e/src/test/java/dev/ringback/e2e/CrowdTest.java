package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.RawSocket;
import dev.ringback.e2e.world.Scene;
import dev.ringback.e2e.world.Scrape;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.Server;
import dev.ringback.e2e.world.Token;
import dev.ringback.e2e.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Others of the server do too much, or too little; whoever is in a call does not notice.
class CrowdTest {
    private static final int CROWD = 1_000;
    private static final int SOCKETS_OF_A_PERSON = 10;
    private static final Duration A_PAUSE = Duration.ofMillis(25);
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final Duration EVERYBODY_IN = Duration.ofSeconds(60);
    private static final Executor ANYWHERE = task -> Thread.ofVirtual().start(task);

    @RegisterExtension
    final World world = World.on(Server.usual());

    private final Scene scene = world.scene();

    @Test
    void aThousandSocketsAtOnceAllOpenAndACallGoesOnBesideThem() {
        Scrape before = Scrape.of(world.server().base());
        String call = scene.talking();
        List<CompletableFuture<RawSocket>> crowd = Stream.generate(World::newId)
                .limit(CROWD / SOCKETS_OF_A_PERSON)
                .flatMap(person -> Stream.generate(() -> Token.of(world.server().secret(), person))
                        .limit(SOCKETS_OF_A_PERSON))
                .map(token -> CompletableFuture.supplyAsync(() -> comesIn(token), ANYWHERE))
                .toList();
        try {
            Duration longest = longestStepUntil(crowd, call);
            assertThat(crowd).noneMatch(CompletableFuture::isCompletedExceptionally);
            assertThat(longest).isLessThan(A_MOMENT);
            double opened = Scrape.of(world.server().base()).value("ringback_sockets_opened_total")
                    - before.value("ringback_sockets_opened_total");
            assertThat(opened).isGreaterThanOrEqualTo(CROWD);
        } finally {
            crowd.forEach(socket -> socket.thenAccept(RawSocket::close));
        }
        scene.bob().hangsUp(call);
    }

    @Test
    void aReaderThatDoesNotReadIsSentAwayAndItsPeerIsToldAtOnce() {
        scene.bob().close();
        scene.alice().hears("presence", news -> !news.path("online").asBoolean(), Phone.SOON);
        try (RawSocket slow =
                raw(Token.of(world.server().secret(), scene.bob().person().id()), "slow")) {
            String call = scene.alice().invites(scene.talk());
            slow.text(Json.object("type", "call_answer", "call_id", call, "answer", Sdp.answer("slow"))
                    .toString());
            scene.alice().hears("call_answer");
            int sent = 0;
            while (scene.alice().inbox().unread("call_peer_lost").isEmpty() && sent < 190) {
                sent++;
                scene.alice().tries("webrtc_offer", call, "offer", Sdp.offer("x".repeat(60_000)));
            }
            scene.alice().hears("call_peer_lost");
            Scene others = world.scene();
            String other = others.ringing();
            others.alice().cancels(other);

            assertThat(slow.closeCode(Phone.SOON)).isEqualTo(1012);
            scene.alice().hangsUp(call);
        }
    }

    @Test
    void aFloodOfLargeMessagesIsClosedAndACallGoesOnBesideIt() {
        String call = scene.talking();
        List<CompletableFuture<Integer>> floods = new ArrayList<>();
        for (int flooder = 0; flooder < 4; flooder++) {
            String token = Token.of(world.server().secret(), World.newId());
            floods.add(CompletableFuture.supplyAsync(() -> floods(token), ANYWHERE));
        }
        Duration longest = longestStepUntil(floods, call);
        assertThat(floods).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(floods).allMatch(code -> Set.of(4429, 1006).contains(code.join()));
        assertThat(longest).isLessThan(A_MOMENT);
        scene.alice().hangsUp(call);
    }

    /// Moves a call again and again, some forty times a second, until all the others are done.
    ///
    /// @return how long the slowest of these transitions took
    private Duration longestStepUntil(List<? extends CompletableFuture<?>> others, String call) {
        CompletableFuture<Void> all = CompletableFuture.allOf(others.toArray(CompletableFuture<?>[]::new));
        Duration longest = Duration.ZERO;
        do {
            Duration took = aStepOf(call);
            longest = took.compareTo(longest) > 0 ? took : longest;
        } while (!isDoneWithin(all, A_PAUSE));
        return longest;
    }

    private static boolean isDoneWithin(CompletableFuture<Void> all, Duration pause) {
        try {
            all.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /// A transition, from its message to the ack after its commit.
    private Duration aStepOf(String call) {
        long begun = System.nanoTime();
        scene.alice().tries("call_mode_switched", call, "new_mode", "video").accepted();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        scene.bob().fence();
        return took;
    }

    private RawSocket comesIn(String token) {
        RawSocket socket = raw(token, "device-" + World.newId());
        socket.hears(Set.of("active_calls"), EVERYBODY_IN);
        return socket;
    }

    private int floods(String token) {
        String message = Json.object("type", "ping", "id", "x", "filling", "x".repeat(30_000))
                .toString();
        try (RawSocket flooder = raw(token, "flooder")) {
            try {
                for (int i = 0; i < 600; i++) {
                    flooder.text(message);
                }
            } catch (UncheckedIOException closedMeanwhile) {
                return 1006;
            }
            return flooder.closeCode(Phone.SOON);
        }
    }

    private RawSocket raw(String token, String device) {
        RawSocket raw = RawSocket.open(world.server().base(), "/ws?device_id=" + device, RawSocket.bearer(token));
        assertThat(raw.status()).isEqualTo(101);
        return raw;
    }
}
