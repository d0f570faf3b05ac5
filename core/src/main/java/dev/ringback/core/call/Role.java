package dev.ringback.core.call;

/// A person's side of a call.
public enum Role {
    CALLER("outgoing"),
    CALLEE("incoming");

    private final String direction;

    Role(String direction) {
        this.direction = direction;
    }

    /// How this side's call log names the direction: `outgoing` or `incoming`.
    public String direction() {
        return direction;
    }

    /// The other side.
    public Role other() {
        return switch (this) {
            case CALLER -> CALLEE;
            case CALLEE -> CALLER;
        };
    }
}
