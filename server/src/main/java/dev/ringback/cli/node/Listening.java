package dev.ringback.cli.node;

import dev.ringback.config.RingbackConfig;
import dev.ringback.config.Setting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Whether the server may listen where its settings say. Asked before PostgreSQL and the framework are started for
/// nothing; the framework would tell it in a stack trace.
final class Listening {
    private Listening() {}

    /// @throws CannotStartException when the port is taken, or the address is not this machine's
    static void check(RingbackConfig.Http http) {
        InetSocketAddress address = new InetSocketAddress(http.host(), http.port());
        if (address.isUnresolved()) {
            throw new CannotStartException(
                    "%s: this machine knows no host '%s'".formatted(Setting.HTTP_HOST.variable(), http.host()));
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException failed) {
            throw new CannotStartException(
                    "%s, %s: can't listen on port %d of %s: %s"
                            .formatted(
                                    Setting.HTTP_HOST.variable(),
                                    Setting.HTTP_PORT.variable(),
                                    http.port(),
                                    http.host(),
                                    failed.getMessage()),
                    failed);
        }
    }
}
