package dev.ringback.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which ends of a socket are findings: those after which a good client stays away (protocol §2 "Close codes").
class SocketLifeTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(shorts = {1003, 1008, 1009, 4409})
    void codeThatSendsAGoodClientAwayIsFound(short code) throws Exception {
        assertThat(faultsAfter(code))
                .singleElement()
                .asString()
                .contains("was told to stay away")
                .contains(Short.toString(code));
    }

    @Test
    void codeThatOneComesBackFromIsNone() throws Exception {
        assertThat(faultsAfter((short) 1012)).isEmpty();
    }

    private List<String> faultsAfter(short code) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .webSocketHandler(socket -> socket.close(code))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        CompletableFuture<Void> lost = new CompletableFuture<>();
        try (Records records = new Records(folder.resolve("transcript.txt"));
                Network network = new Network(server.actualPort(), records, new Random(1))) {
            SocketLife life = new SocketLife(network, "device", "one", "token", new SocketLife.Owner() {
                @Override
                public void frame(String text) {}

                @Override
                public void lost() {
                    lost.complete(null);
                }
            });
            network.run(life::connect);
            lost.get(10, TimeUnit.SECONDS);
            CompletableFuture<List<String>> faults = new CompletableFuture<>();
            network.run(() -> faults.complete(List.copyOf(records.faults())));
            return faults.get(10, TimeUnit.SECONDS);
        }
    }
}
