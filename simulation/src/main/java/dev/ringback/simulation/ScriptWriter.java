package dev.ringback.simulation;

import dev.ringback.core.call.Ask;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Directory.Conversation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Writes the script of a seed: small scenes of calls that cross each other, with faults and mischief between them.
final class ScriptWriter {

    private static final long BEGIN = Agenda.SECOND;
    private static final long CALLER_GRACE = 10 * Agenda.SECOND;
    private static final long CALL_GRACE = 30 * Agenda.SECOND;
    private static final int STEPS_LEAST = 30;
    private static final int STEPS_MOST = 200;
    private static final List<Ask> IN_CALL = List.of(
            Ask.CANDIDATE,
            Ask.CANDIDATE,
            Ask.OFFER_AGAIN,
            Ask.ANSWER_AGAIN,
            Ask.SWITCH_MODE,
            Ask.TELL_MEDIA,
            Ask.TELL_QUALITY);
    private static final List<Ask> ANYTHING = List.of(
            Ask.RING,
            Ask.ANSWER,
            Ask.DECLINE,
            Ask.CANCEL,
            Ask.END,
            Ask.CANDIDATE,
            Ask.OFFER_AGAIN,
            Ask.ANSWER_AGAIN,
            Ask.SWITCH_MODE,
            Ask.TELL_MEDIA,
            Ask.RING_STOPPED,
            Ask.TELL_QUALITY);
    private static final List<String> CLAIMS = List.of(
            "initiated", "ringing", "answered", "ended", "cancelled", "declined", "missed", "failed", "no_answer");

    private final Town town;
    private final Dice dice;
    private final List<Script.Step> steps = new ArrayList<>();
    private final boolean faults;
    private final boolean mischief;
    private final int nodes;
    private int calls;

    private ScriptWriter(long seed, Town town, int nodes) {
        this.town = town;
        this.nodes = nodes;
        this.dice = Dice.of(seed, "script");
        this.faults = dice.chance(0.7);
        this.mischief = dice.chance(0.6);
    }

    /// The script of a seed.
    static Script write(long seed, Town town, int nodes) {
        return new ScriptWriter(seed, town, nodes).write();
    }

    private Script write() {
        int wanted = dice.between(STEPS_LEAST, STEPS_MOST);
        for (int device = 0; device < town.places().size(); device++) {
            long at = dice.chance(0.85) ? dice.delay(1_000, BEGIN) : dice.delay(BEGIN, 60 * Agenda.SECOND);
            add(at, new Action.Arrive(device));
        }
        long at = BEGIN;
        while (steps.size() < wanted) {
            scene(at);
            at += dice.delay(1_000, 6 * Agenda.SECOND);
        }
        List<Script.Step> ordered = new ArrayList<>(steps.subList(0, wanted));
        ordered.sort(Comparator.comparingLong(Script.Step::at));
        return new Script(List.copyOf(ordered));
    }

    private void scene(long at) {
        int kind = dice.between(1, 100);
        if (kind <= 50) {
            call(at);
        } else if (kind <= 60) {
            presence(at);
        } else if (kind <= 68) {
            rest(at);
        } else if (kind <= 84) {
            if (faults) {
                fault(at);
            }
        } else if (mischief) {
            mischief(at);
        }
    }

    /// A call, from the invitation to whatever ends it; the times are such that things cross.
    private void call(long at) {
        int caller = device();
        Conversation conversation =
                dice.pick(town.direct(town.places().get(caller).user()));
        UserId callee = conversation
                .other(town.places().get(caller).user())
                .orElseThrow()
                .userId();
        int call = ++calls;
        boolean named = dice.chance(0.9);
        add(at, new Action.Invite(caller, call, conversation.id().value(), dice.chance(0.3), named));
        if (dice.chance(0.08)) {
            add(at + dice.delay(1, 100_000), glare(callee, conversation));
        }
        if (mischief && dice.chance(0.08)) {
            add(at + reaction(), new Action.Tell(caller, Ask.ANSWER, call, Frames.Via.CALL_ID));
        }
        if (dice.chance(0.04)) {
            overtake(at, caller, call);
        }
        if (dice.chance(0.5)) {
            some(at, 2 * Agenda.SECOND, caller, List.of(Ask.CANDIDATE), 3);
        }
        if (dice.chance(0.3)) {
            some(at, 4 * Agenda.SECOND, ofPerson(callee), List.of(Ask.CANDIDATE, Ask.RING_STOPPED), 2);
        }
        switch (dice.between(1, 10)) {
            case 1 -> add(at + reaction(), new Action.Respond(ofPerson(callee), Ask.DECLINE));
            case 2 -> add(at + reaction(), cancel(caller, call));
            case 3 -> {
                long crossing = at + reaction();
                add(crossing, cancel(caller, call));
                add(crossing + dice.delay(1, 60_000), new Action.Respond(ofPerson(callee), Ask.ANSWER));
            }
            case 4 -> {
                long crossing = at + reaction();
                add(crossing, new Action.Respond(ofPerson(callee), Ask.ANSWER));
                add(
                        crossing + dice.delay(1, 60_000),
                        new Action.Respond(ofPerson(callee), dice.chance(0.5) ? Ask.ANSWER : Ask.DECLINE));
                talk(crossing, caller, ofPerson(callee), call);
            }
            case 5 -> {
                long left = at + dice.delay(1_000, 40_000_000);
                if (dice.chance(0.3)) {
                    lastMoment(left, caller, CALLER_GRACE);
                } else {
                    leave(left, caller);
                }
            }
            case 6 -> {} // nobody answers
            default -> {
                long answered = at + reaction();
                int answering = ofPerson(callee);
                add(answered, new Action.Respond(answering, Ask.ANSWER));
                talk(answered, caller, answering, call);
            }
        }
    }

    /// The invitation is held up on its way, and a cancel from another device of the same person comes first.
    private void overtake(long at, int caller, int call) {
        add(at - 1, new Action.HoldUp(caller, dice.between(100, 5_000)));
        int other = ofPerson(town.places().get(caller).user());
        add(at + dice.delay(1_000, 2 * Agenda.SECOND), new Action.Tell(other, Ask.CANCEL, call, Frames.Via.CALL_ID));
    }

    private void talk(long from, int caller, int answering, int call) {
        long length = dice.delay(20_000, 60 * Agenda.SECOND);
        some(from, length, caller, IN_CALL, 3);
        some(from, length, answering, IN_CALL, 3);
        if (dice.chance(0.1)) {
            int other = ofPerson(
                    town.places().get(dice.chance(0.5) ? caller : answering).user());
            add(from + dice.delay(10_000, length), new Action.Tell(other, Ask.OFFER_AGAIN, call, Frames.Via.CALL_ID));
        }
        if (dice.chance(0.25)) {
            int lost = dice.chance(0.5) ? caller : answering;
            add(from + dice.delay(1_000, length), connection(lost));
        }
        if (dice.chance(0.12)) {
            vanish(from + dice.delay(1_000, length), dice.chance(0.5) ? caller : answering);
        } else if (dice.chance(0.1)) {
            lastMoment(from + dice.delay(1_000, length), dice.chance(0.5) ? caller : answering, CALL_GRACE);
        } else if (dice.chance(0.8)) {
            int first = dice.chance(0.5) ? caller : answering;
            add(from + length, new Action.Respond(first, Ask.END));
            if (dice.chance(0.3)) {
                add(
                        from + length + dice.delay(1, 50_000),
                        new Action.Respond(first == caller ? answering : caller, Ask.END));
            }
        }
    }

    private Action glare(UserId callee, Conversation conversation) {
        return new Action.Invite(ofPerson(callee), ++calls, conversation.id().value(), dice.chance(0.3), true);
    }

    /// From the calling device, or from another one of the same person; by id even before the invitation is known.
    private Action cancel(int caller, int call) {
        return dice.chance(0.5)
                ? new Action.Respond(caller, Ask.CANCEL)
                : new Action.Tell(ofPerson(town.places().get(caller).user()), Ask.CANCEL, call, via());
    }

    private void some(long from, long within, int device, List<Ask> asks, int most) {
        int count = dice.between(0, most);
        for (int i = 0; i < count; i++) {
            add(from + dice.delay(1, within), new Action.Respond(device, dice.pick(asks)));
        }
    }

    private void presence(long at) {
        int device = device();
        if (dice.chance(0.3)) {
            leave(at, device);
        } else {
            add(at, connection(device));
        }
    }

    /// A device that is gone, and whose connection does not say so: the network, or the node, went first.
    private void vanish(long at, int device) {
        if (faults && dice.chance(0.5)) {
            add(at, new Action.Crash(dice.between(0, nodes - 1), dice.between(200, 20_000)));
        } else {
            add(at, new Action.GoDead(device, true, true));
        }
        add(at + dice.delay(1_000, 200_000), new Action.Leave(device));
    }

    /// Comes back when its grace is as good as over.
    private void lastMoment(long at, int device, long grace) {
        add(at, new Action.Leave(device));
        add(at + grace - dice.delay(1_000, 2 * Agenda.SECOND), new Action.Arrive(device));
    }

    private void leave(long at, int device) {
        add(at, new Action.Leave(device));
        if (dice.chance(0.8)) {
            add(at + dice.delay(10_000, 60 * Agenda.SECOND), new Action.Arrive(device));
        }
    }

    private Action connection(int device) {
        return switch (dice.between(1, 6)) {
            case 1, 2 -> new Action.Reload(device);
            case 3, 4 -> new Action.Cut(device);
            case 5 -> new Action.HoldUp(device, dice.between(10, 8_000));
            default -> {
                boolean up = dice.chance(0.7);
                yield new Action.GoDead(device, up, !up || dice.chance(0.7));
            }
        };
    }

    private void rest(long at) {
        int person = dice.between(1, Town.PEOPLE);
        if (dice.chance(0.5)) {
            long conversation = dice.chance(0.9)
                    ? dice.pick(town.direct(new UserId(person))).id().value()
                    : dice.between(1, Town.GROUP);
            add(at, new Action.Log(person, dice.between(0, nodes - 1), conversation));
        } else {
            add(
                    at,
                    new Action.Claim(
                            person,
                            dice.between(0, nodes - 1),
                            dice.between(1, Math.max(1, calls)),
                            dice.pick(CLAIMS)));
        }
    }

    private void fault(long at) {
        int node = dice.between(0, nodes - 1);
        switch (dice.between(1, 10)) {
            case 1, 2, 3 -> add(at, new Action.Crash(node, dice.between(200, 20_000)));
            case 4 -> add(at, new Action.Drain(node, dice.between(200, 5_000)));
            case 5, 6 -> add(at, new Action.Pause(node, dice.between(100, 20_000)));
            case 7 -> add(at, new Action.StepClock(node, dice.between(-2_000, 2_000), dice.between(100, 10_000)));
            case 8 -> add(at, new Action.DatabaseAway(dice.between(50, 12_000)));
            case 9 -> add(at, new Action.CutOff(node, dice.between(100, 15_000)));
            default -> add(at, connection(device()));
        }
    }

    /// Somebody says what they should not, about a call that is theirs or not.
    private void mischief(long at) {
        int count = dice.between(1, 4);
        for (int i = 0; i < count && calls > 0; i++) {
            int call = Math.max(1, calls - dice.between(0, 3));
            long when = at + dice.delay(1, 3 * Agenda.SECOND);
            switch (dice.between(1, 8)) {
                case 1 -> add(when, new Action.Garbage(device(), dice.between(0, 5)));
                case 2, 3 -> add(when, new Action.Repeat(device()));
                default -> add(when, new Action.Tell(device(), dice.pick(ANYTHING), call, via()));
            }
        }
    }

    private Frames.Via via() {
        int kind = dice.between(1, 10);
        return kind <= 7 ? Frames.Via.CALL_ID : kind <= 9 ? Frames.Via.CONVERSATION : Frames.Via.PERSON;
    }

    private int device() {
        return dice.between(0, town.places().size() - 1);
    }

    private int ofPerson(UserId user) {
        return dice.pick(town.devicesOf(user));
    }

    private long reaction() {
        return dice.delay(1_000, 8 * Agenda.SECOND);
    }

    private void add(long at, Action action) {
        steps.add(new Script.Step(at, action));
    }
}
