package dev.ringback.load.calls;

/// Says what the people of a call say. As the project's own page, it asks for an `ack` of what moves a call (but for
/// the ring), and not of candidates. One event loop.
final class Speech {
    private static final byte[] RINGING = Phrases.ascii("{\"type\":\"call_ringing\",\"call_id\":\"");
    private static final byte[] ANSWER = Phrases.ascii("{\"type\":\"call_answer\",\"id\":\"a\",\"call_id\":\"");
    private static final byte[] DECLINE = Phrases.ascii("{\"type\":\"call_declined\",\"id\":\"e\",\"call_id\":\"");
    private static final byte[] CANCEL = Phrases.ascii("{\"type\":\"call_cancelled\",\"id\":\"e\",\"call_id\":\"");
    private static final byte[] END = Phrases.ascii("{\"type\":\"call_ended\",\"id\":\"e\",\"call_id\":\"");
    private static final byte[] CANDIDATE = Phrases.ascii("{\"type\":\"ice_candidate\",\"call_id\":\"");
    private static final byte[] CLOSE = Phrases.ascii("\"}");

    private final Outgoing outgoing;
    private final Phrases phrases;

    Speech(SocketLoop loop, Settings settings) {
        this.outgoing = loop.outgoing();
        this.phrases = new Phrases(settings.sdpBytes());
    }

    void invite(Pair pair, int candidates) {
        pair.caller()
                .send(outgoing.begin().add(pair.invitation()).add(pair.callId()).add(phrases.offer()));
        candidates(pair, pair.caller(), candidates);
    }

    void ring(Pair pair, DeviceSocket device) {
        say(pair, device, RINGING);
    }

    void answer(Pair pair, int candidates) {
        pair.callee().send(outgoing.begin().add(ANSWER).add(pair.callId()).add(phrases.answer()));
        candidates(pair, pair.callee(), candidates);
    }

    void decline(Pair pair) {
        say(pair, pair.callee(), DECLINE);
    }

    void cancel(Pair pair) {
        say(pair, pair.caller(), CANCEL);
    }

    void end(Pair pair) {
        say(pair, pair.caller(), END);
    }

    private void candidates(Pair pair, DeviceSocket from, int count) {
        for (int i = 0; i < count; i++) {
            from.send(outgoing.begin().add(CANDIDATE).add(pair.callId()).add(phrases.candidate(i)));
        }
    }

    private void say(Pair pair, DeviceSocket device, byte[] what) {
        device.send(outgoing.begin().add(what).add(pair.callId()).add(CLOSE));
    }
}
