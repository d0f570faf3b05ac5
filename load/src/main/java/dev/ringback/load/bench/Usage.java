package dev.ringback.load.bench;

/// Processor seconds, by who used them.
///
/// @param server the server's process
/// @param database PostgreSQL with all of its processes
/// @param generator this process
/// @param wall seconds that went by
record Usage(double server, double database, double generator, double wall) {
    private static final double NANO = 1e9;
    private static final double THOUSAND = 1_000.0;

    /// What has been used so far.
    static Usage now(long server, long postmaster) {
        return new Usage(
                ProcessTimes.ofOne(server),
                ProcessTimes.ofFamily(postmaster),
                ProcessTimes.ofOne(ProcessHandle.current().pid()),
                System.nanoTime() / NANO);
    }

    /// What this process alone has used so far.
    static Usage ofThisProcess() {
        return new Usage(0, 0, ProcessTimes.ofOne(ProcessHandle.current().pid()), System.nanoTime() / NANO);
    }

    /// Whether the server's share is known.
    boolean isOfServer() {
        return server > 0;
    }

    /// What was used since.
    Usage since(Usage before) {
        return new Usage(
                server - before.server, database - before.database, generator - before.generator, wall - before.wall);
    }

    /// For so many calls, per thousand of them.
    Usage perThousand(long calls) {
        double thousands = Math.max(1, calls) / THOUSAND;
        return new Usage(server / thousands, database / thousands, generator / thousands, wall / thousands);
    }
}
