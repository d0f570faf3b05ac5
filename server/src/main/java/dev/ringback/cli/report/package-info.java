/// `ringback report`: what the call log holds, and whether it can be believed.
@NullMarked
package dev.ringback.cli.report;

import org.jspecify.annotations.NullMarked;
