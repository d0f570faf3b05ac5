package dev.ringback.cli.node;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.RingbackConfig;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an operator reads when the node is ready: no secret is in it.
///
/// @param config the node's settings
/// @param database the one in use
record ReadyNotice(RingbackConfig config, DatabaseAddress database) {
    String text(Duration readyAfter) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "Ringback is ready after %.1f s: %s", readyAfter.toMillis() / 1e3, page()));
        if (config.demo()) {
            lines.add("Demo mode is on: anybody who reaches this address can be any of the demo people.");
        }
        lines.add("The calls: psql \"" + libpqAddress()
                + "\" -c 'SELECT * FROM call_logs ORDER BY started_at DESC LIMIT 10'");
        return String.join(System.lineSeparator(), lines);
    }

    private String page() {
        String host = config.http().host();
        boolean local = host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::1") || host.equals("::");
        return "http://" + (local ? "localhost" : host.contains(":") ? "[" + host + "]" : host) + ":"
                + config.http().port();
    }

    private String libpqAddress() {
        String address = database.place().replaceFirst("^jdbc:postgresql://", "postgresql://" + database.user() + "@");
        DataFolder folder = DataFolder.at(config.dataDir());
        return Files.exists(folder.passFile()) ? address + "?passfile=" + folder.passFile() : address;
    }
}
