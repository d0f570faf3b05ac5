package dev.ringback.load.calls;

import java.nio.charset.StandardCharsets;

/// Offer, answer and candidates as bytes made once: each from the quote that ends the call's id to the end of its
/// message. The media they describe does not exist.
final class Phrases {
    private static final int CANDIDATES_MAX = 16;
    private static final String SDP_BEGIN =
            "v=0\\r\\no=- 4611731400430051336 2 IN IP4 127.0.0.1\\r\\ns=-\\r\\nt=0 0\\r\\n"
                    + "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\\r\\nc=IN IP4 0.0.0.0\\r\\na=mid:0\\r\\na=sendrecv\\r\\n";
    private static final String SDP_LINES = "a=rtpmap:%1$d opus/48000/2\\r\\na=rtcp-fb:%1$d transport-cc\\r\\n";

    private final byte[] offer;
    private final byte[] answer;
    private final byte[][] candidates = new byte[CANDIDATES_MAX][];

    Phrases(int sdpBytes) {
        String sdp = sdp(sdpBytes);
        offer = ascii("\",\"offer\":{\"type\":\"offer\",\"sdp\":\"" + sdp + "\"}}");
        answer = ascii("\",\"answer\":{\"type\":\"answer\",\"sdp\":\"" + sdp + "\"}}");
        for (int i = 0; i < CANDIDATES_MAX; i++) {
            candidates[i] = ascii("""
                    ","candidate":{"candidate":"candidate:%d 1 udp 1677729535 192.0.2.%d 50000 typ srflx raddr 0.0.0.0 \
                    rport 0 generation 0 ufrag mVUc network-cost 999","sdpMid":"0","sdpMLineIndex":0,\
                    "usernameFragment":"mVUc"}}""".formatted(842_163_049 + i, i + 1));
        }
    }

    byte[] offer() {
        return offer;
    }

    byte[] answer() {
        return answer;
    }

    byte[] candidate(int number) {
        return candidates[number % CANDIDATES_MAX];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String sdp(int bytes) {
        StringBuilder sdp = new StringBuilder(SDP_BEGIN);
        for (int payload = 96; sdp.length() < bytes; payload++) {
            sdp.append(SDP_LINES.formatted(payload));
        }
        return sdp.toString();
    }
}
