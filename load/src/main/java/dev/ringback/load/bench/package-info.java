/// The benchmarks: each starts the packaged server as `script/server` does, drives it, and says what it measured, on
/// what, with what spread, beside what the machine itself can do.
@NullMarked
package dev.ringback.load.bench;

import org.jspecify.annotations.NullMarked;
