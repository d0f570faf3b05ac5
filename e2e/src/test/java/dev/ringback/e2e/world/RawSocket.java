package dev.ringback.e2e.world;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// A WebSocket client of bytes (RFC 6455): it says whatever it is told, right or wrong, and answers no ping. For what a
/// proper client never does. One thread uses it.
public final class RawSocket implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int NO_CODE = 1005;
    private static final int ABNORMAL = 1006;

    private final Socket socket;
    private final DataInputStream in;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final int status;

    private RawSocket(URI base, String path, Map<String, String> extraHeaders) throws IOException {
        socket = new Socket(base.getHost(), base.getPort());
        in = new DataInputStream(socket.getInputStream());
        Map<String, String> request = new LinkedHashMap<>();
        request.put("Host", base.getAuthority());
        request.put("Connection", "Upgrade");
        request.put("Upgrade", "websocket");
        request.put("Sec-WebSocket-Version", "13");
        request.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.putAll(extraHeaders);
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        request.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        status = Integer.parseInt(line().split(" ")[1]);
        for (String header = line(); !header.isEmpty(); header = line()) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
    }

    /// Asks for an upgrade, with these headers beside those that every upgrade has.
    public static RawSocket open(URI base, String path, Map<String, String> headers) {
        try {
            return new RawSocket(base, path, headers);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Asks for an upgrade, and lets it be.
    ///
    /// @return the HTTP status of the answer
    public static int statusOf(URI base, String path, Map<String, String> headers) {
        try (RawSocket socket = open(base, path, headers)) {
            return socket.status();
        }
    }

    /// @return the header that a token is sent in
    public static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /// @return the HTTP status of the answer; 101 when the socket is open
    public int status() {
        return status;
    }

    /// @return a header of the answer
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /// Sends one masked frame.
    ///
    /// @param firstByte FIN, RSV and opcode
    public void frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(firstByte);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.write(0x80 | 126);
            out.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        write(out.toByteArray());
    }

    /// Sends one text message.
    public void text(String message) {
        frame(0x80 | TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends any bytes.
    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Reads on until the server closes, answering nothing.
    ///
    /// @return the close code; 1005 when the close frame has none, 1006 when the connection ended without one
    public int closeCode(Duration bound) {
        return read(bound, (opcode, payload) -> opcode == CLOSE)
                .map(close ->
                        close.length < 2 ? NO_CODE : ByteBuffer.wrap(close).getShort() & 0xffff)
                .orElse(ABNORMAL);
    }

    /// Reads on until a text of one of these types comes.
    ///
    /// @return the text
    public String hears(Set<String> types, Duration bound) {
        return read(
                        bound,
                        (opcode, payload) -> opcode == TEXT
                                && types.contains(Json.read(new String(payload, StandardCharsets.UTF_8))
                                        .path("type")
                                        .asText()))
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .orElseThrow(() -> new AssertionError("closed before any of " + types));
    }

    private Optional<byte[]> read(Duration bound, BiPredicate<Integer, byte[]> wanted) {
        try {
            socket.setSoTimeout(Math.toIntExact(bound.toMillis()));
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                byte[] payload = payload();
                if (wanted.test(opcode, payload)) {
                    return Optional.of(payload);
                }
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("nothing like it came within " + bound, open);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return in.readNBytes(Math.toIntExact(length));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
