/// What several tests need: a real PostgreSQL, and a node that runs on it.
@NullMarked
package dev.ringback.testing;

import org.jspecify.annotations.NullMarked;
