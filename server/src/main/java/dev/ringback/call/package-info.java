/// The call service: load, decide, commit, tell. Steps over ports, all on one loop; it blocks nothing and starts no
/// thread.
@NullMarked
package dev.ringback.call;

import org.jspecify.annotations.NullMarked;
