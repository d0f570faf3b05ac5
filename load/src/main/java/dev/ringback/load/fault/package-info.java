/// A TCP proxy that makes the faults of a network, and of the way to PostgreSQL, on demand.
@NullMarked
package dev.ringback.load.fault;

import org.jspecify.annotations.NullMarked;
