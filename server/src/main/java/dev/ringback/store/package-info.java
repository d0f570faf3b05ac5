/// How stores reach PostgreSQL for what is not a call's transition: reads, and the directory's few writes.
@NullMarked
package dev.ringback.store;

import org.jspecify.annotations.NullMarked;
