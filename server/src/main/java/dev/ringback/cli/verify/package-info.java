/// `ringback verify`: proves every call from its events, and every invariant in SQL.
@NullMarked
package dev.ringback.cli.verify;

import org.jspecify.annotations.NullMarked;
