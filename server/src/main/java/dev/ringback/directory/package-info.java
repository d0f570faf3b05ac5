/// People, their conversations, and what the host application says of them.
@NullMarked
package dev.ringback.directory;

import org.jspecify.annotations.NullMarked;
