package dev.ringback.e2e.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// Somebody else's web site: it serves the files of the guide `docs/guides/embed` under the guide's own content
/// security policy, and makes the tokens of whoever is signed in there. Only the address of the calls is another one.
final class HostSite implements AutoCloseable {
    private static final Path FILES = Path.of("../docs/guides/embed");
    private static final String EXAMPLE = "//calls.example.org";
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

    private final HttpServer http;
    private URI calls = URI.create("http://localhost");
    private Supplier<String> token = () -> "";

    private HostSite(HttpServer http) {
        this.http = http;
        http.createContext("/", this::answer);
        http.start();
    }

    /// @return a site on a free port, which knows no calls yet
    static HostSite open() {
        try {
            return new HostSite(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return its origin, another one than the calls'
    URI origin() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    /// @param calls the address of the calls
    /// @param token makes a token of the person who is signed in
    void knows(URI calls, Supplier<String> token) {
        this.calls = calls;
        this.token = token;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            Path file = FILES.resolve(name);
            if (name.equals("ringback-token")) {
                send(exchange, 200, "text/plain", token.get());
            } else if (name.matches("[a-z]+\\.(html|js|css)") && Files.exists(file)) {
                send(exchange, 200, TYPES.get(name.substring(name.indexOf('.') + 1)), here(Files.readString(file)));
            } else {
                send(exchange, name.equals("favicon.ico") ? 204 : 404, "text/plain", "");
            }
        }
    }

    private void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        here(Files.readString(FILES.resolve("policy.txt")).strip()));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String here(String text) {
        return text.replace("https:" + EXAMPLE, calls.toString())
                .replace("wss:" + EXAMPLE, calls.toString().replace("http", "ws"));
    }
}
