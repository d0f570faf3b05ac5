/// The fault run: calls over real sockets while processes are killed and connections cut, and then the comparison of
/// what everybody was told with the rows.
@NullMarked
package dev.ringback.load.chaos;

import org.jspecify.annotations.NullMarked;
