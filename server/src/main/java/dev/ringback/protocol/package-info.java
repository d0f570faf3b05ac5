/// The wire: every message as a closed set of types, the codec, and the row as its readers see it.
@NullMarked
package dev.ringback.protocol;

import org.jspecify.annotations.NullMarked;
