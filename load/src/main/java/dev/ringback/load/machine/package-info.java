/// What a run needs on this machine: a PostgreSQL, the packaged server as a process, tokens and people.
@NullMarked
package dev.ringback.load.machine;

import org.jspecify.annotations.NullMarked;
