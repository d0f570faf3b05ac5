/// Who somebody is: tokens, and what they allow.
@NullMarked
package dev.ringback.identity;

import org.jspecify.annotations.NullMarked;
