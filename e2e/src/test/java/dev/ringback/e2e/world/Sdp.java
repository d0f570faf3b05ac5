package dev.ringback.e2e.world;

import com.fasterxml.jackson.databind.JsonNode;

/// Session descriptions and candidates. The server relays them and reads nothing in them, so a name to know them by is
/// enough.
public final class Sdp {
    private Sdp() {}

    /// @return an offer with this session name
    public static JsonNode offer(String name) {
        return description("offer", name);
    }

    /// @return an answer with this session name
    public static JsonNode answer(String name) {
        return description("answer", name);
    }

    private static JsonNode description(String type, String name) {
        return Json.object(
                "type", type, "sdp", "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=" + name + "\r\nt=0 0\r\nm=audio 9 X 0\r\n");
    }

    /// @return a candidate, told from others by its number
    public static JsonNode candidate(int number) {
        return Json.object(
                "candidate",
                "candidate:" + number + " 1 udp 2113937151 192.0.2.1 " + (40_000 + number) + " typ host",
                "sdpMid",
                "0",
                "sdpMLineIndex",
                0);
    }
}
