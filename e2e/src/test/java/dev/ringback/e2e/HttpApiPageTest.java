package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/reference/http-api.md` lists the paths that the running server describes in its OpenAPI document, no more and
/// no less.
class HttpApiPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /api/[^`]+)` \\|");

    @Test
    void thePageListsEveryPathOfTheServer() throws IOException, InterruptedException {
        String page = Files.readString(Path.of("../docs/reference/http-api.md"));
        Set<String> listed =
                ROW.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(served());
    }

    private static Set<String> served() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var address = RunningServer.shared().baseUrl().resolve("/q/openapi?format=json");
            String document = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Set<String> served = new TreeSet<>();
            for (var path : new ObjectMapper().readTree(document).path("paths").properties()) {
                for (var method : path.getValue().properties()) {
                    served.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
            return served;
        }
    }
}
