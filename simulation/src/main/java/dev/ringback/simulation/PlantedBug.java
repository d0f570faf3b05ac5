package dev.ringback.simulation;

import java.util.function.Supplier;

/// The bugs that the simulation must find, each within its bound of seeds: they check the checker. Each stands in a
/// port around the call service or in the simulated database, where only a simulation can switch it on.
public enum PlantedBug {
    CANCEL_NOT_ROUTED("a cancel is dropped at the door", 50, Doors.CancelNotRouted::new),
    CANCEL_NOT_TOLD("nobody is told of a cancel", 50, Mouths.CancelNotTold::new),
    ANNOUNCE_BEFORE_COMMIT("a transition is told before its commit", 20, Stores.AnnounceBeforeCommit::new),
    ACK_BEFORE_COMMIT("a message is acknowledged when it comes", 20, Doors.AckBeforeCommit::new),
    TIMER_ONLY_IN_MEMORY("no sweeper: only timers close what is overdue", 300, Stores.TimerOnlyInMemory::new),
    ANSWER_FROM_THE_CALLER("the caller's device can answer", 100, Doors.AnswerFromTheCaller::new),
    FINAL_ROW_OVERWRITTEN("a second end replaces the first", 100, Tables::finalRowOverwritten),
    DURATION_FROM_START("talk time counts from the invitation", 50, Mouths.DurationFromStart::new),
    NOTICE_TO_ONE_DEVICE("an end is told to one device of a person", 50, Mouths.NoticeToOneDevice::new),
    VERSION_GUARD_MISSING("a transition does not look at the row's version", 50, Tables::versionGuardMissing),
    DECLINE_NOT_SPREAD("a decline does not silence the other devices", 50, Mouths.DeclineNotSpread::new),
    ANSWER_NOT_SPREAD("an answer does not silence the other devices", 50, Mouths.AnswerNotSpread::new),
    ANSWERED_IN_GLARE("whoever calls back at once is taken to have answered", 50, Doors.AnsweredInGlare::new),
    NEVER_REACHED("a call that rang is called unreachable", 500, Stores.NeverReached::new),
    MODE_NOT_KEPT("a switch to video is told and not written", 50, Stores.ModeNotKept::new),
    MARK_NEVER_CLEARED("a device that came back stays lost", 50, Stores.MarkNeverCleared::new),
    NO_GRACE("a lost side has no time to come back", 50, Stores.NoGrace::new),
    BUSY_NOT_CHECKED("a person in a call can be called", 50, Tables::busyNotChecked),
    EARLY_CANCEL_FORGOTTEN("a cancel that overtook its invitation is forgotten", 500, Stores.EarlyCancelForgotten::new),
    HELD_CANDIDATE_LEAKED("a callee's candidate goes out before the answer", 50, Doors.HeldCandidateLeaked::new),
    NO_RING_ON_RESUME("a page that is opened while it rings is silent", 50, Mouths.NoRingOnResume::new),
    SNAPSHOT_BEFORE_SUBSCRIBE("the live calls are read before the device is registered", 300, Doors.SnapshotFirst::new),
    SECOND_ANSWER_ACCEPTED("a second device can answer too", 200, Tables::secondAnswerAccepted),
    END_AT_SWEEP_TIME("a lost call ends when it is closed", 100, Stores.EndAtSweepTime::new),
    BUS_BELIEVED("what the bus says is told without reading the row", 50, Doors.BusBelieved::new),
    LIVE_PEOPLE_NOT_FREED("people stay busy after their call", 20, Tables::livePeopleNotFreed),
    STALE_AFTER_NEWER("an older message is sent after a newer one", 50, Mouths.StaleAfterNewer::new),
    DEADLINE_NOT_RETESTED("a deadline that has moved closes the call", 2_000, Tables::deadlineNotRetested),
    DOUBT_TAKEN_FOR_FAILURE("a connection lost in COMMIT is told as a failure", 100, Stores.DoubtTakenForFailure::new),
    DEAD_NODES_FORGOTTEN("nobody marks the sides that a dead node carried", 200, Stores.DeadNodesForgotten::new),
    SILENT_NODES_FORGOTTEN(
            "what a silent node carries later has lived until its row last moved", 4_000, Tables::silentNodesForgotten),
    SILENCE_IGNORED("a dead connection is never noticed", 200, Doors.SilenceIgnored::new),
    TIME_BACKWARD("a transition is written with an older time", 50, Stores.TimeBackward::new),
    TOLD_TO_STRANGERS("a call's news go to everybody on the node", 20, Mouths.ToldToStrangers::new),
    OTHER_SIDES_OUTCOME("both sides are told the caller's outcome", 50, Mouths.OtherSidesOutcome::new);

    private final String words;
    private final int seedsMax;
    private final Supplier<Plant> plant;

    PlantedBug(String words, int seedsMax, Supplier<Plant> plant) {
        this.words = words;
        this.seedsMax = seedsMax;
        this.plant = plant;
    }

    /// What is wrong.
    public String words() {
        return words;
    }

    /// Within how many seeds, from 1 on, it must be found.
    public int seedsMax() {
        return seedsMax;
    }

    /// A fresh world with the bug in it.
    Supplier<Plant> plant() {
        return plant;
    }
}
