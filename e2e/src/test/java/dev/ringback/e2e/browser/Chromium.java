package dev.ringback.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// The system's Chromium, each kind started once for all tests; it asks nobody outside this machine. Only the thread of
/// the tests uses it.
final class Chromium implements AutoCloseable {
    /// A name that leads to this machine, and that a browser does not take for it: a page from there is not secure.
    static final String INSECURE_HOST = "calls.insecure.test";

    private static final Namespace NAMESPACE = Namespace.create(Chromium.class);
    private static final List<String> ALWAYS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--mute-audio",
            "--host-resolver-rules=MAP " + INSECURE_HOST + " 127.0.0.1");

    /// What a browser lets pages do.
    enum Kind {
        /// Two false cameras and microphones, every question about them answered with yes, sound whenever a page likes.
        OBLIGING(List.of(
                "--autoplay-policy=no-user-gesture-required",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream=device-count=3")),
        /// As it comes: no sound before somebody pressed something, and false devices only with a permission.
        STRICT(List.of("--use-fake-device-for-media-stream=device-count=3")),
        /// As it comes, on a machine without microphone and camera.
        WITHOUT_DEVICES(List.of());

        private final List<String> flags;

        Kind(List<String> flags) {
            this.flags = flags;
        }
    }

    private static final List<Path> PLACES = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    private static final double STARTED_WITHIN_MS = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Kind kind) {
        Path program = program();
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        .setTimeout(STARTED_WITHIN_MS)
                        .setArgs(Stream.concat(ALWAYS.stream(), kind.flags.stream())
                                .toList()));
    }

    /// @return the obliging browser of this run of the tests
    static Browser of(ExtensionContext context) {
        return of(context, Kind.OBLIGING);
    }

    /// @return the browser of this kind of this run of the tests; it closes after the last test
    static Browser of(ExtensionContext context, Kind kind) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(kind, Chromium::new, Chromium.class).browser;
    }

    private static Path program() {
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium is missing: apt-get install chromium"));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
