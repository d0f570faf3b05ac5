package dev.ringback.config;

import java.net.InetAddress;

/// Tells whether a host can be reached from this machine only. Looks nothing up: a name other than `localhost` can't.
final class Loopback {
    private Loopback() {}

    static boolean is(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
