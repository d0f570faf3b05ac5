package dev.ringback.load.calls;

import java.util.Arrays;

/// What each call that was tried must have left behind, by its id. One event loop writes it; read it after.
public final class Ledger {
    private static final int BEGIN_CAPACITY = 1 << 16;
    private static final Fate[] FATES = Fate.values();
    private static final Scenario[] SCENARIOS = Scenario.values();

    private long[] high = new long[BEGIN_CAPACITY];
    private long[] low = new long[BEGIN_CAPACITY];
    private byte[] fates = new byte[BEGIN_CAPACITY];
    private byte[] scenarios = new byte[BEGIN_CAPACITY];
    private int size;

    /// How a call went, as far as its people know.
    public enum Fate {
        /// As its scenario says; so the row must say it too.
        COMPLETE,
        /// The server refused the invitation: there must be no row.
        REFUSED,
        /// Something else. There may be a row, and if so, it must be final and whole.
        UNKNOWN
    }

    /// @return the call's number here, from 0; its fate is unknown at first
    int add(long high, long low, Scenario scenario) {
        if (size == fates.length) {
            grow();
        }
        this.high[size] = high;
        this.low[size] = low;
        scenarios[size] = (byte) scenario.ordinal();
        fates[size] = (byte) Fate.UNKNOWN.ordinal();
        return size++;
    }

    void set(int number, Fate fate) {
        fates[number] = (byte) fate.ordinal();
    }

    /// @return how many calls there are
    public int size() {
        return size;
    }

    long high(int number) {
        return high[number];
    }

    long low(int number) {
        return low[number];
    }

    Fate fate(int number) {
        return FATES[fates[number]];
    }

    Scenario scenario(int number) {
        return SCENARIOS[scenarios[number]];
    }

    private void grow() {
        int capacity = size * 2;
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        fates = Arrays.copyOf(fates, capacity);
        scenarios = Arrays.copyOf(scenarios, capacity);
    }
}
