package dev.ringback.cli.imports;

import java.util.Locale;

/// What a row became; every row becomes one of these.
public enum Became {
    /// A call, as it stood.
    IMPORTED,
    /// A call, with something put right.
    REPAIRED,
    /// The other half of a call.
    MERGED,
    /// Nothing.
    SKIPPED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
