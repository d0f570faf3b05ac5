/// Calls in PostgreSQL: the one writer that commits many transitions at once, the statements it runs, and the reads.
@NullMarked
package dev.ringback.call.store;

import org.jspecify.annotations.NullMarked;
