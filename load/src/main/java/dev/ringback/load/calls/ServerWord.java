package dev.ringback.load.calls;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The types of server messages that the generator tells apart.
enum ServerWord {
    ACK,
    ERROR,
    CALL_INVITATION,
    CALL_RINGING,
    CALL_ANSWER,
    CALL_TAKEN,
    CALL_ENDED,
    CALL_CANCELLED,
    CALL_DECLINED,
    CALL_MISSED,
    CALL_FAILED,
    ICE_CANDIDATE,
    CALL_LOG_UPDATED,
    ACTIVE_CALLS,
    CALL_PEER_LOST,
    CALL_PEER_RESUMED,
    /// What says nothing of a call here: presence, the greeting, missed calls.
    OTHER;

    private static final ServerWord[] ALL = values();

    private final byte[] wire = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);

    /// @return the one that stands in the bytes `from` (inclusive) to `to` (exclusive)
    static ServerWord of(byte[] bytes, int from, int to) {
        int length = to - from;
        for (ServerWord word : ALL) {
            byte[] wire = word.wire;
            if (wire.length == length && wire[length - 1] == bytes[to - 1] && isAt(wire, bytes, from)) {
                return word;
            }
        }
        return OTHER;
    }

    /// @return whether this tells of the end that the scenario has
    boolean isEndOf(Scenario scenario) {
        return this
                == switch (scenario) {
                    case ANSWERED, DEVICES -> CALL_ENDED;
                    case CANCELLED -> CALL_CANCELLED;
                    case DECLINED -> CALL_DECLINED;
                    case MISSED -> CALL_MISSED;
                };
    }

    private static boolean isAt(byte[] word, byte[] bytes, int from) {
        for (int i = 0; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
