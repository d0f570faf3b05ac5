/// The command line: what main() does before and instead of starting the server.
@NullMarked
package dev.ringback.cli;

import org.jspecify.annotations.NullMarked;
