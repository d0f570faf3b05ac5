package dev.ringback.load.calls;

import dev.ringback.load.calls.Tally.Wait;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/// Makes the calls: begins them by the open-loop clock on pairs that are free, lets both sides say what they have to
/// say, and notes how each went. One event loop.
public final class Traffic implements SocketLoop.Work {
    private static final long SECOND = 1_000_000_000;
    /// After a failed call its pair waits until the server has closed it too.
    private static final long REST = 2 * SECOND;

    private final SocketLoop loop;
    private final Settings settings;
    private final Speech speech;
    private final Scan scan = new Scan();
    private final SplittableRandom random = new SplittableRandom();
    private final Deque<Pair> free = new ArrayDeque<>();
    private final Deque<Pair> freeWithDevices = new ArrayDeque<>();
    private final Ledger ledger = new Ledger();
    private final Alarms rings;
    private final Alarms talks;
    private final Alarms ends;
    private final Alarms rests = new Alarms(REST);
    private Schedule schedule = new Schedule(0, 1, 0);
    private Tally tally = new Tally();
    private LongConsumer everySecond = second -> {};
    private long next;
    private long numbers;
    private long toldAt;

    /// @param settings of all its calls
    public Traffic(SocketLoop loop, Settings settings) {
        this.loop = loop;
        this.settings = settings;
        this.speech = new Speech(loop, settings);
        this.rings = new Alarms(settings.ring().toNanos());
        this.talks = new Alarms(settings.talk().toNanos());
        this.ends = new Alarms(settings.waiting().plus(settings.patience()).toNanos());
    }

    /// Plays a whole schedule; returns when its last call is over, one way or the other.
    ///
    /// @param everySecond is given the seconds since the beginning
    public Tally play(Schedule schedule, LongConsumer everySecond) {
        this.schedule = schedule;
        this.tally = new Tally();
        this.next = 0;
        this.everySecond = everySecond;
        this.toldAt = schedule.begin();
        Tally played = tally;
        loop.run(this, () -> next == schedule.count() && played.live() == 0);
        return played;
    }

    /// What all calls so far must have left behind.
    public Ledger ledger() {
        return ledger;
    }

    /// The figures of the step that runs.
    public Tally tally() {
        return tally;
    }

    /// A pair whose sockets are open can be used.
    void free(Pair pair) {
        if (!pair.broken) {
            (pair.hasDevices() ? freeWithDevices : free).add(pair);
        }
    }

    @Override
    public long due(long now) {
        if (now - toldAt >= SECOND) {
            toldAt += SECOND;
            everySecond.accept((toldAt - schedule.begin()) / SECOND);
        }
        long soonest = begin(now);
        soonest = Math.min(soonest, rings.ring(now, this::afterRinging));
        soonest = Math.min(soonest, talks.ring(now, this::afterTalking));
        soonest = Math.min(soonest, ends.ring(now, (pair, due) -> fail(pair, "late")));
        soonest = Math.min(soonest, rests.ring(now, (pair, due) -> {
            pair.end();
            free(pair);
        }));
        return Math.min(soonest, toldAt + SECOND);
    }

    private long begin(long now) {
        while (schedule.isDue(next, now)) {
            Scenario scenario = settings.mix().of(next);
            long intended = schedule.at(next);
            Pair pair = (scenario == Scenario.DEVICES ? freeWithDevices : free).poll();
            if (pair == null && now - intended < settings.patience().toNanos()) {
                return Long.MAX_VALUE; // it begins when a pair is free, and its latency counts from now
            }
            next++;
            tally.begin();
            if (pair == null) {
                tally.fail("no_pair_free");
            } else {
                begin(pair, scenario, intended, now);
            }
        }
        return next < schedule.count() ? schedule.at(next) : Long.MAX_VALUE;
    }

    private void begin(Pair pair, Scenario scenario, long intended, long now) {
        int candidates = isAnswered(scenario) ? settings.candidates() : 0;
        pair.begin(numbers++, scenario, intended, candidates, ledger, random);
        tally.wait(Wait.LATE, intended, now);
        ends.set(pair, now);
        speech.invite(pair, candidates);
    }

    private void afterRinging(Pair pair, long due) {
        act(pair, due);
        switch (pair.scenario()) {
            case ANSWERED, DEVICES -> speech.answer(pair, settings.candidates());
            case CANCELLED -> speech.cancel(pair);
            case DECLINED -> speech.decline(pair);
            case MISSED -> throw new IllegalStateException("nobody acts in a missed call");
        }
    }

    private void afterTalking(Pair pair, long due) {
        act(pair, due);
        speech.end(pair);
    }

    private void act(Pair pair, long due) {
        pair.intended = due;
        tally.wait(Wait.LATE, due, System.nanoTime());
    }

    /// A message came to one of the pair's sockets.
    void heard(Pair pair, Side side, byte[] bytes, int from, int to) {
        ServerWord word = scan.begin(bytes, from, to);
        if (!pair.isInCall()) {
            return;
        }
        if (word == ServerWord.ERROR) {
            refused(pair);
        } else if (word != ServerWord.OTHER && word != ServerWord.ACTIVE_CALLS && scan.isAbout(pair.callId())) {
            long now = System.nanoTime();
            boolean complete = switch (side) {
                case CALLER -> callerHears(pair, word, now);
                case CALLEE -> calleeHears(pair, word, now);
                case OTHER_DEVICE -> otherDeviceHears(pair, word);
            };
            if (complete) {
                complete(pair);
            }
        }
    }

    private boolean callerHears(Pair pair, ServerWord word, long now) {
        return switch (word) {
            case ACK -> acked(pair, now);
            case CALL_RINGING -> {
                tally.wait(Wait.RINGING, pair.rangAt, now);
                if (pair.scenario() == Scenario.CANCELLED) {
                    rings.set(pair, now);
                }
                yield pair.got(Pair.HEARD_RINGING);
            }
            case CALL_ANSWER -> {
                tally.wait(Wait.ANSWER, pair.intended, now);
                talks.set(pair, now);
                yield pair.got(Pair.ANSWERED);
            }
            case ICE_CANDIDATE -> pair.gotCalleesCandidate();
            case CALL_LOG_UPDATED -> pair.got(Pair.CALLER_UPDATED);
            case CALL_DECLINED, CALL_MISSED -> over(pair, word, Pair.CALLER_TOLD, now);
            case CALL_ENDED, CALL_CANCELLED, CALL_FAILED -> over(pair, word, 0, now);
            case CALL_INVITATION, CALL_TAKEN, CALL_PEER_LOST, CALL_PEER_RESUMED, ERROR, ACTIVE_CALLS, OTHER -> false;
        };
    }

    private boolean calleeHears(Pair pair, ServerWord word, long now) {
        return switch (word) {
            case ACK -> acked(pair, now);
            case CALL_INVITATION -> {
                tally.wait(Wait.INVITATION, pair.intended, now);
                pair.rangAt = now;
                speech.ring(pair, pair.callee());
                if (isAnswered(pair.scenario()) || pair.scenario() == Scenario.DECLINED) {
                    rings.set(pair, now);
                }
                yield pair.got(Pair.RANG);
            }
            case ICE_CANDIDATE -> pair.gotCallersCandidate();
            case CALL_LOG_UPDATED -> pair.got(Pair.CALLEE_UPDATED);
            case CALL_ENDED, CALL_CANCELLED, CALL_MISSED -> over(pair, word, Pair.CALLEE_TOLD, now);
            case CALL_DECLINED, CALL_FAILED -> over(pair, word, 0, now);
            case CALL_RINGING, CALL_ANSWER, CALL_TAKEN, CALL_PEER_LOST, CALL_PEER_RESUMED, ERROR, ACTIVE_CALLS, OTHER ->
                false;
        };
    }

    private boolean otherDeviceHears(Pair pair, ServerWord word) {
        return switch (word) {
            case CALL_INVITATION -> pair.got(Pair.OTHER_RANG);
            case CALL_TAKEN -> pair.got(Pair.OTHER_TAKEN);
            case ACK,
                    ERROR,
                    CALL_RINGING,
                    CALL_ANSWER,
                    CALL_ENDED,
                    CALL_CANCELLED,
                    CALL_DECLINED,
                    CALL_MISSED,
                    CALL_FAILED,
                    ICE_CANDIDATE,
                    CALL_LOG_UPDATED,
                    ACTIVE_CALLS,
                    CALL_PEER_LOST,
                    CALL_PEER_RESUMED,
                    OTHER -> false;
        };
    }

    private boolean acked(Pair pair, long now) {
        return switch (scan.answered()) {
            case 'i' -> pair.got(Pair.INVITATION_ACK);
            case 'a' -> pair.got(Pair.ANSWER_ACK);
            case 'e' -> {
                tally.wait(Wait.END_ACK, pair.intended, now);
                yield pair.got(Pair.END_ACK);
            }
            default -> false;
        };
    }

    private boolean over(Pair pair, ServerWord word, int told, long now) {
        if (!word.isEndOf(pair.scenario()) || told == 0) {
            fail(pair, word.name().toLowerCase(Locale.ROOT));
            return false;
        }
        if (pair.scenario() != Scenario.MISSED) {
            tally.wait(Wait.END, pair.intended, now);
        }
        if (pair.scenario() == Scenario.CANCELLED) {
            tally.wait(Wait.CANCEL, pair.intended, now);
        }
        return pair.got(told);
    }

    private void complete(Pair pair) {
        ledger.set(pair.entry(), Ledger.Fate.COMPLETE);
        tally.complete();
        pair.end();
        free(pair);
    }

    /// An error that answers no `id` may be about a candidate of the call before, whose invitation was refused: whoever
    /// waits in vain for something of this call is late.
    private void refused(Pair pair) {
        if (scan.answered() == 0) {
            return;
        }
        if (scan.answered() == 'i') {
            ledger.set(pair.entry(), Ledger.Fate.REFUSED);
            tally.fail(scan.code());
            pair.end();
            free(pair);
        } else {
            fail(pair, scan.code());
        }
    }

    /// It is hung up, whatever became of it, and its pair rests.
    private void fail(Pair pair, String why) {
        tally.fail(why);
        speech.end(pair);
        pair.rest(numbers++);
        rests.set(pair, System.nanoTime());
    }

    /// A socket went.
    void lost(Pair pair, int code) {
        if (!pair.broken) {
            pair.broken = true;
            free.remove(pair);
            freeWithDevices.remove(pair);
            if (pair.isInCall()) {
                fail(pair, "socket closed " + code);
            }
        }
    }

    private static boolean isAnswered(Scenario scenario) {
        return scenario == Scenario.ANSWERED || scenario == Scenario.DEVICES;
    }
}
