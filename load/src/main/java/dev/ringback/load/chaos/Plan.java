package dev.ringback.load.chaos;

import dev.ringback.load.client.Device;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// What the two people of one call mean to do. On the event loop only.
final class Plan {
    /// How the ringing shall end.
    enum Ending {
        /// One device answers.
        ANSWER,
        /// All devices of the callee answer at once.
        ANSWER_TWICE,
        /// The callee declines.
        DECLINE,
        /// The caller withdraws.
        CANCEL,
        /// The caller withdraws at once, maybe before anybody rings.
        CANCEL_AT_ONCE,
        /// The caller withdraws just when the callee answers.
        CANCEL_AND_ANSWER,
        /// Nobody does anything.
        MISS
    }

    /// Who hangs up.
    enum HangUp {
        CALLER,
        CALLEE,
        BOTH
    }

    private static final Ending[] OFTEN = {
        Ending.ANSWER,
        Ending.ANSWER,
        Ending.ANSWER,
        Ending.ANSWER,
        Ending.ANSWER,
        Ending.ANSWER,
        Ending.ANSWER,
        Ending.ANSWER_TWICE,
        Ending.ANSWER_TWICE,
        Ending.DECLINE,
        Ending.DECLINE,
        Ending.DECLINE,
        Ending.CANCEL,
        Ending.CANCEL,
        Ending.CANCEL,
        Ending.CANCEL_AT_ONCE,
        Ending.CANCEL_AND_ANSWER,
        Ending.CANCEL_AND_ANSWER,
        Ending.MISS,
        Ending.MISS
    };
    private static final int THINK_MILLIS_MAX = 1_500;
    private static final int TALK_MILLIS_MAX = 3_500;

    final Device caller;
    final long conversationId;
    final Ending ending;
    final HangUp hangUp;
    final long thinkMillis;
    final long talkMillis;
    final boolean switchesMode;
    private final Set<Device> acted = new HashSet<>();
    private final Set<Device> talking = new HashSet<>();
    private boolean callerActs;

    Plan(Device caller, long conversationId, Random random) {
        this.caller = caller;
        this.conversationId = conversationId;
        this.ending = OFTEN[random.nextInt(OFTEN.length)];
        this.hangUp = HangUp.values()[random.nextInt(HangUp.values().length)];
        this.thinkMillis = 20 + random.nextInt(THINK_MILLIS_MAX);
        this.talkMillis = 50 + random.nextInt(TALK_MILLIS_MAX);
        this.switchesMode = random.nextInt(10) == 0;
    }

    /// @return whether this is the first time that this device rings
    boolean firstRing(Device device) {
        return acted.add(device);
    }

    /// @return whether this is the first device of the callee that rings
    boolean firstDevice() {
        return acted.size() == 1;
    }

    /// @return whether this is the first time that this device has it answered
    boolean beginsToTalk(Device device) {
        return talking.add(device);
    }

    /// @return whether the caller has yet to act
    boolean callerBegins() {
        boolean first = !callerActs;
        callerActs = true;
        return first;
    }
}
