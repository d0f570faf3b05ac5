package dev.ringback.simulation;

/// How bad a run's world is, as probabilities of each event. Every kind of fault is off in some runs, so that rare
/// combinations of the others come up.
///
/// @param storeFails a statement fails before its commit
/// @param storeInDoubt the connection is lost in COMMIT: the answer is known only later
/// @param storeStalls a statement takes up to two seconds
/// @param busDrops a message of the bus is lost
/// @param busDoubles it comes twice
/// @param busDelays it comes up to ten seconds late
/// @param frameStalls a frame is held up, and all behind it
record Weather(
        double storeFails,
        double storeInDoubt,
        double storeStalls,
        double busDrops,
        double busDoubles,
        double busDelays,
        double frameStalls) {

    /// Nothing goes wrong any more.
    static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0, 0);

    /// The weather of a seed's storm.
    static Weather of(long seed) {
        Dice dice = Dice.of(seed, "weather");
        return new Weather(
                often(dice, 0.3, 0.05),
                often(dice, 0.3, 0.05),
                often(dice, 0.3, 0.05),
                often(dice, 0.4, 0.5),
                often(dice, 0.4, 0.3),
                often(dice, 0.4, 0.3),
                often(dice, 0.3, 0.02));
    }

    private static double often(Dice dice, double armed, double most) {
        return dice.chance(armed) ? most * dice.between(1, 100) / 100 : 0;
    }
}
