/// Who acts in the tests: people, their phones, the host application, and the tables that say what is true.
@NullMarked
package dev.ringback.e2e.world;

import org.jspecify.annotations.NullMarked;
