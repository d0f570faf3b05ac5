/// The call service under simulated faults: real rules, real steps and real frames over a network, a clock and a
/// database that are made up, one event after the other, all of it determined by a seed.
@NullMarked
package dev.ringback.simulation;

import org.jspecify.annotations.NullMarked;
