package dev.ringback.cli.imports;

import java.util.Optional;

/// What became of one row, or would.
///
/// @param sourceId its number there
/// @param why of a row that was left out
/// @param what more, in words: what was put right, or which row it was merged into
public record Fate(long sourceId, long conversation, Became became, Optional<Skipped> why, String what) {

    static Fate skipped(SourceRow row, Skipped why, String more) {
        String what = more.isEmpty() ? why.words() : why.words() + ": " + more;
        return new Fate(row.id(), row.conversation(), Became.SKIPPED, Optional.of(why), what);
    }

    static Fate of(SourceRow row, Became became, String what) {
        return new Fate(row.id(), row.conversation(), became, Optional.empty(), what);
    }
}
