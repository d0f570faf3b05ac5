/// `ringback import`: takes over the call log of another system. What becomes of each row is decided without a database
/// ([dev.ringback.cli.imports.Pairing], [dev.ringback.cli.imports.Mending]); the stores read and write.
@NullMarked
package dev.ringback.cli.imports;

import org.jspecify.annotations.NullMarked;
