package dev.ringback.e2e.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// What a browser loads for one script: the script and all that it imports, as the server gives them.
///
/// @param files their texts by their addresses
record Bundle(Map<URI, byte[]> files) {
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"([./][^\"]+\\.js)\"");

    /// @param script the address that the guide names
    static Bundle of(URI script) {
        Map<URI, byte[]> files = new LinkedHashMap<>();
        Deque<URI> wanted = new ArrayDeque<>();
        wanted.add(script);
        try (HttpClient http =
                HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build()) {
            while (!wanted.isEmpty()) {
                HttpResponse<byte[]> answer =
                        http.send(HttpRequest.newBuilder(wanted.remove()).build(), BodyHandlers.ofByteArray());
                if (answer.statusCode() != 200) {
                    throw new AssertionError(answer.uri() + " answered " + answer.statusCode());
                }
                if (files.put(answer.uri(), answer.body()) == null) {
                    Matcher imports = IMPORT.matcher(new String(answer.body(), StandardCharsets.UTF_8));
                    imports.results()
                            .map(one -> answer.uri().resolve(one.group(1)))
                            .forEach(wanted::add);
                }
            }
            return new Bundle(files);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// @return bytes over the wire with gzip at its strongest
    int gzipBytes() {
        return files.values().stream().mapToInt(Bundle::gzip).sum();
    }

    private static int gzip(byte[] text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.size();
    }
}
