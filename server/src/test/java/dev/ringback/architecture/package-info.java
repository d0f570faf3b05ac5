/// What the build says about who may know whom.
@NullMarked
package dev.ringback.architecture;

import org.jspecify.annotations.NullMarked;
