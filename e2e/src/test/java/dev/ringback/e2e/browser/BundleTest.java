package dev.ringback.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.e2e.world.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// What a web team loads stays small, and comes compressed.
class BundleTest {
    static final int BYTES_MAX = 60 * 1024;

    @Test
    void clientAndElementsStayBelow60KibCompressed() {
        int elements = Bundle.of(address("elements")).gzipBytes();
        int library = Bundle.of(address("library")).gzipBytes();
        System.out.printf(
                "Compressed: client and elements %.1f KiB, client alone %.1f KiB%n",
                elements / 1024.0, library / 1024.0);
        assertThat(elements).as("bytes of client and elements, gzip").isLessThan(BYTES_MAX);
        assertThat(library).as("bytes of the client alone, gzip").isBetween(elements / 4, elements);
    }

    @Test
    void theServerCompressesItsScripts() throws IOException, InterruptedException {
        URI script = Bundle.of(address("elements")).files().keySet().iterator().next();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(script)
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        }
    }

    private static URI address(String name) {
        return Server.usual().base().resolve("/static/bundle/" + name + ".js");
    }
}
