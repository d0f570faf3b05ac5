/// The edge of the socket: who may open one, one ordered way in, one bounded way out.
@NullMarked
package dev.ringback.gateway;

import org.jspecify.annotations.NullMarked;
