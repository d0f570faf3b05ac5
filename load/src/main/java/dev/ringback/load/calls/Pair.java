package dev.ringback.load.calls;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Two people of one conversation with their sockets, and the call that they are in at present. One event loop.
final class Pair {
    static final int INVITATION_ACK = 1;
    static final int RANG = 1 << 1;
    static final int HEARD_RINGING = 1 << 2;
    static final int ANSWER_ACK = 1 << 3;
    static final int ANSWERED = 1 << 4;
    static final int CALLERS_CANDIDATES = 1 << 5;
    static final int CALLEES_CANDIDATES = 1 << 6;
    static final int END_ACK = 1 << 7;
    static final int CALLER_TOLD = 1 << 8;
    static final int CALLEE_TOLD = 1 << 9;
    static final int CALLER_UPDATED = 1 << 10;
    static final int CALLEE_UPDATED = 1 << 11;
    static final int OTHER_RANG = 1 << 12;
    static final int OTHER_TAKEN = 1 << 13;

    private static final int ALWAYS = INVITATION_ACK | RANG | HEARD_RINGING | CALLER_UPDATED | CALLEE_UPDATED;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final byte[] invitation;
    private final byte[] callId = new byte[36];
    private @Nullable DeviceSocket caller;
    private @Nullable DeviceSocket callee;
    private boolean hasDevices;
    private long number = -1;
    private int entry;
    private Scenario scenario = Scenario.ANSWERED;
    private int needed;
    private int got;
    private int callersCandidates;
    private int calleesCandidates;

    /// When the present message was to be sent.
    long intended;
    /// When the callee said that it rings.
    long rangAt;
    boolean broken;

    private boolean resting;

    /// @param conversation of the two
    Pair(long conversation) {
        this.invitation = Phrases.ascii("{\"type\":\"call_invitation\",\"id\":\"i\",\"conversation_id\":" + conversation
                + ",\"call_type\":\"voice\",\"call_id\":\"");
    }

    void add(Side side, DeviceSocket socket) {
        switch (side) {
            case CALLER -> caller = socket;
            case CALLEE -> callee = socket;
            case OTHER_DEVICE -> hasDevices = true;
        }
    }

    /// Begins a call.
    ///
    /// @param candidates how many each side sends
    void begin(long number, Scenario scenario, long intended, int candidates, Ledger ledger, SplittableRandom random) {
        this.number = number;
        this.scenario = scenario;
        this.intended = intended;
        this.got = 0;
        this.resting = false;
        this.callersCandidates = candidates;
        this.calleesCandidates = candidates;
        this.needed = needed(scenario, candidates);
        long high = random.nextLong() & ~VERSION_BITS | VERSION_4;
        long low = random.nextLong() & VARIANT_MASK | VARIANT;
        write(high, low);
        this.entry = ledger.add(high, low, scenario);
    }

    /// The call is over, as far as this pair is concerned: what still comes of it is not looked at.
    void end() {
        number = -1;
    }

    /// The call failed: what still comes of it is not looked at.
    ///
    /// @param number so that no alarm of the call rings any more
    void rest(long number) {
        this.number = number;
        this.resting = true;
    }

    boolean isInCall() {
        return number >= 0 && !resting;
    }

    /// Notes that something came.
    ///
    /// @return whether it was the last thing that was waited for
    boolean got(int what) {
        int before = got;
        got |= what;
        return got != before && (got & needed) == needed;
    }

    /// One candidate of the caller came to the callee.
    boolean gotCallersCandidate() {
        return --callersCandidates == 0 && got(CALLERS_CANDIDATES);
    }

    /// One candidate of the callee came to the caller.
    boolean gotCalleesCandidate() {
        return --calleesCandidates == 0 && got(CALLEES_CANDIDATES);
    }

    /// The number of the present call; -1 for none.
    long number() {
        return number;
    }

    int entry() {
        return entry;
    }

    Scenario scenario() {
        return scenario;
    }

    byte[] callId() {
        return callId;
    }

    byte[] invitation() {
        return invitation;
    }

    DeviceSocket caller() {
        return Objects.requireNonNull(caller, "no socket yet");
    }

    DeviceSocket callee() {
        return Objects.requireNonNull(callee, "no socket yet");
    }

    boolean hasDevices() {
        return hasDevices;
    }

    private static int needed(Scenario scenario, int candidates) {
        int answered = ALWAYS
                | ANSWER_ACK
                | ANSWERED
                | END_ACK
                | CALLEE_TOLD
                | (candidates > 0 ? CALLERS_CANDIDATES | CALLEES_CANDIDATES : 0);
        return switch (scenario) {
            case ANSWERED -> answered;
            case DEVICES -> answered | OTHER_RANG | OTHER_TAKEN;
            case CANCELLED -> ALWAYS | END_ACK | CALLEE_TOLD;
            case DECLINED -> ALWAYS | END_ACK | CALLER_TOLD;
            case MISSED -> ALWAYS | CALLER_TOLD | CALLEE_TOLD;
        };
    }

    private void write(long high, long low) {
        int at = 0;
        for (int digit = 0; digit < 32; digit++) {
            long half = digit < 16 ? high : low;
            callId[at++] = HEX[(int) (half >>> 60 - digit % 16 * 4) & 0xF];
            if (digit == 7 || digit == 11 || digit == 15 || digit == 19) {
                callId[at++] = '-';
            }
        }
    }
}
