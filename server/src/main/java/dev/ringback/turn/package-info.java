/// The TURN relay's door: short-lived credentials that coturn checks by itself.
@NullMarked
package dev.ringback.turn;

import org.jspecify.annotations.NullMarked;
