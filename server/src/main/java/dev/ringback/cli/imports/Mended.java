package dev.ringback.cli.imports;

import dev.ringback.core.call.EndReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a call was, as far as its rows tell.
///
/// @param estimated whether `endedAt` is only the last time that is known
/// @param notes what was put right; empty when it stands as it stood
record Mended(
        EndReason reason,
        Instant startedAt,
        Optional<Instant> answeredAt,
        Instant endedAt,
        boolean estimated,
        List<String> notes) {}
