/// Everything that can go wrong towards a client: one catalogue for the socket and for HTTP, one shape (RFC 9457).
@NullMarked
package dev.ringback.problem;

import org.jspecify.annotations.NullMarked;
