package dev.ringback.core.call;

import dev.ringback.core.id.DeviceId;
import java.util.Optional;

/// Where somebody stands towards a call: whose device it is, and whether it is the one the call runs on.
public enum Position {
    CALLING_DEVICE("the inviting device"),
    CALLERS_OTHER_DEVICE("another device of the caller"),
    ANSWERING_DEVICE("the answering device"),
    CALLEES_DEVICE("another device of the callee (before the answer: any)"),
    STRANGER("somebody else");

    private final String words;

    Position(String words) {
        this.words = words;
    }

    /// How the documentation calls it.
    public String words() {
        return words;
    }

    /// The side that this position belongs to; empty for a stranger.
    public Optional<Role> role() {
        return switch (this) {
            case CALLING_DEVICE, CALLERS_OTHER_DEVICE -> Optional.of(Role.CALLER);
            case ANSWERING_DEVICE, CALLEES_DEVICE -> Optional.of(Role.CALLEE);
            case STRANGER -> Optional.empty();
        };
    }

    /// Where an actor stands: their role comes from the call, never from the message.
    public static Position of(Call call, Actor actor) {
        Optional<DeviceId> device = actor.device();
        return call.role(actor.user())
                .map(role -> switch (role) {
                    case CALLER -> call.caller().is(device) ? CALLING_DEVICE : CALLERS_OTHER_DEVICE;
                    case CALLEE -> call.callee().is(device) ? ANSWERING_DEVICE : CALLEES_DEVICE;
                })
                .orElse(STRANGER);
    }
}
