package dev.ringback.simulation;

import dev.ringback.core.call.Ask;

/// One event of a script: what a person, the network or a machine does. Devices are named by their index in [Town],
/// calls by their number in the script.
sealed interface Action {

    /// A person calls.
    ///
    /// @param named whether the device chooses the call's id, as the library does, or leaves it to the server
    record Invite(int device, int call, long conversation, boolean video, boolean named) implements Action {}

    /// A person does something about the call that the device shows, if it shows one that fits.
    record Respond(int device, Ask ask) implements Action {}

    /// A device says something about a call, whatever it shows: late, out of turn, or with ill intent.
    record Tell(int device, Ask ask, int call, Frames.Via via) implements Action {}

    /// The last message of a device once more.
    record Repeat(int device) implements Action {}

    /// Text that is no message.
    record Garbage(int device, int kind) implements Action {}

    /// `POST /api/call-logs`.
    record Log(int person, int node, long conversation) implements Action {}

    /// `PUT /api/call-logs/{id}`.
    record Claim(int person, int node, int row, String status) implements Action {}

    /// The page is loaded anew.
    record Reload(int device) implements Action {}

    /// The page is closed.
    record Leave(int device) implements Action {}

    /// It is opened.
    record Arrive(int device) implements Action {}

    /// The connection is cut; both ends see it.
    record Cut(int device) implements Action {}

    /// The connection goes dead; neither end sees it by that.
    record GoDead(int device, boolean up, boolean down) implements Action {}

    /// Whatever the connection carries comes late.
    record HoldUp(int device, int millis) implements Action {}

    /// `kill -9` and a new start.
    record Crash(int node, int millis) implements Action {}

    /// A node is told to stop, and starts anew.
    record Drain(int node, int millis) implements Action {}

    /// A node stands still.
    record Pause(int node, int millis) implements Action {}

    /// A node's clock is wrong for a while.
    record StepClock(int node, int by, int millis) implements Action {}

    /// The database is away.
    record DatabaseAway(int millis) implements Action {}

    /// The bus does not reach a node.
    record CutOff(int node, int millis) implements Action {}
}
