/// The load generator: callers and callees on plain sockets, one event loop, an open-loop clock, and the check of the
/// rows that their calls must have left.
@NullMarked
package dev.ringback.load.calls;

import org.jspecify.annotations.NullMarked;
