/// Every setting: one typed tree, read from flags, properties and the environment, checked as a whole at start.
@NullMarked
package dev.ringback.config;

import org.jspecify.annotations.NullMarked;
