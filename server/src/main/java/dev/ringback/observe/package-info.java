/// What an operator can see of a running node: every metric by its name, and what counts it.
@NullMarked
package dev.ringback.observe;

import org.jspecify.annotations.NullMarked;
