package dev.ringback.call.store;

import dev.ringback.core.call.Call;
import dev.ringback.core.id.DeviceId;
import java.util.Optional;

/// What stands in the way of an invitation.
///
/// @param taken the call that has its id
/// @param running the live signaled call of its conversation
/// @param callersOther the live call of its caller
/// @param early that its caller had cancelled it before it came
/// @param calleeBusy whether the callee is in a live call
/// @param adoptable a live row of REST of the same caller in the same conversation, which it takes over
record Obstacles(
        Optional<Call> taken,
        Optional<Call> running,
        Optional<Call> callersOther,
        Optional<EarlyCancel> early,
        boolean calleeBusy,
        Optional<Call> adoptable) {

    /// A cancel that overtook its invitation.
    ///
    /// @param device empty when it came without one
    record EarlyCancel(Optional<DeviceId> device) {}
}
