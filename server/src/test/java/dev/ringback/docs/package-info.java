/// Holds the pages of `docs/` against the code. `-Dringback.docs.update=true` writes the made parts anew.
@NullMarked
package dev.ringback.docs;

import org.jspecify.annotations.NullMarked;
