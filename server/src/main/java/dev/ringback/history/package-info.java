/// The call log as people read it: pages, the missed-call badge, the audit trail, and the seed's REST paths.
@NullMarked
package dev.ringback.history;

import org.jspecify.annotations.NullMarked;
