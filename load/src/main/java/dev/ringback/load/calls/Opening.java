package dev.ringback.load.calls;

import java.net.InetSocketAddress;

/// How a device's socket is opened (protocol §2, "Opening").
///
/// @param server where it listens, resolved
/// @param token the person's
/// @param deviceId 1 to 64 characters of `[A-Za-z0-9_-]`
/// @param source the local address to come from; empty: the kernel's choice
/// @param receiveBytes the kernel's buffer for what comes in; 0: the kernel's choice
public record Opening(InetSocketAddress server, String token, String deviceId, String source, int receiveBytes) {

    /// An ordinary one.
    public Opening(InetSocketAddress server, String token, String deviceId) {
        this(server, token, deviceId, "", 0);
    }

    /// @return the request; the key is the one of RFC 6455 §1.3, since nothing here checks what is made of it
    String request() {
        return "GET /ws?device_id=" + deviceId + " HTTP/1.1\r\nHost: " + server.getHostString() + ":" + server.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ringback.v1\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n";
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Opening[" + deviceId + "]";
    }
}
