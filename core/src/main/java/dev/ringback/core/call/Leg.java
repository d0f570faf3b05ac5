package dev.ringback.core.call;

import dev.ringback.core.id.DeviceId;
import java.time.Instant;
import java.util.Optional;

/// One side's device in a call. Changes of it are not transitions: they raise no version (design §2.9).
///
/// @param seat the device that SDP and ICE go to, and its node; empty before the callee answers and for rows of REST
/// @param lost set while that device's socket is gone
public record Leg(Optional<Actor.Seat> seat, Optional<Lost> lost) {

    /// No device yet.
    public static final Leg EMPTY = new Leg(Optional.empty(), Optional.empty());

    /// A device that is there.
    public static Leg of(Optional<Actor.Seat> seat) {
        return new Leg(seat, Optional.empty());
    }

    /// The device, where there is one.
    public Optional<DeviceId> device() {
        return seat.map(Actor.Seat::device);
    }

    /// Whether this is the leg's device.
    public boolean is(Optional<DeviceId> device) {
        return device.isPresent() && device().equals(device);
    }

    /// The same device, gone.
    public Leg lostAt(Lost mark) {
        return new Leg(seat, Optional.of(mark));
    }

    /// A side that is gone.
    ///
    /// @param at its last proof of life (protocol §1)
    /// @param until when its grace is over
    public record Lost(Instant at, Instant until) {}
}
