/// The packaged server as a process, and what people do with it: by socket, by REST, in browsers.
@NullMarked
package dev.ringback.e2e;

import org.jspecify.annotations.NullMarked;
