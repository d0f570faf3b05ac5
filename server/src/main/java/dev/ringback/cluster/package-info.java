/// Several nodes as one: the bus between them. PostgreSQL is the truth, the bus is a hint (design §2.10).
@NullMarked
package dev.ringback.cluster;

import org.jspecify.annotations.NullMarked;
