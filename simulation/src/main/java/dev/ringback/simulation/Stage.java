package dev.ringback.simulation;

import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lets the actions of a script happen in a world.
final class Stage {

    private static final List<String> GARBAGE = List.of(
            "",
            "{",
            "[]",
            "{\"type\":\"call_answered\",\"id\":\"g1\"}",
            "{\"type\":\"call_answer\",\"id\":\"g2\"}",
            "{\"type\":\"call_ended\",\"id\":\"g3\",\"call_id\":\"no uuid\"}");

    private final World world;
    private final Map<Integer, Action.Invite> calls = new HashMap<>();

    Stage(World world) {
        this.world = world;
    }

    /// Knows every call of a script by its number, also before it is invited.
    void learn(Script script) {
        for (Script.Step step : script.steps()) {
            if (step.action() instanceof Action.Invite it) {
                calls.put(it.call(), it);
            }
        }
    }

    void perform(Action action) {
        world.trace(() -> "* " + action);
        switch (action) {
            case Action.Invite it -> invite(it);
            case Action.Respond it -> device(it.device()).hands().respond(it.ask());
            case Action.Tell it -> tell(it);
            case Action.Repeat it -> device(it.device()).hands().repeat();
            case Action.Garbage it -> {
                world.count(Fault.MESSAGES_OUT_OF_TURN);
                device(it.device()).send(GARBAGE.get(it.kind()));
            }
            case Action.Log it ->
                world.rest().log(new UserId(it.person()), life(it.node()), new ConversationId(it.conversation()));
            case Action.Claim it ->
                world.rest().claim(new UserId(it.person()), life(it.node()), new CallLogId(it.row()), it.status());
            case Action.Reload it -> device(it.device()).reload();
            case Action.Leave it -> device(it.device()).leave();
            case Action.Arrive it -> device(it.device()).arrive();
            case Action.Cut it -> device(it.device()).wire().ifPresent(Wire::cut);
            case Action.GoDead it -> device(it.device()).wire().ifPresent(wire -> wire.die(it.up(), it.down()));
            case Action.HoldUp it -> holdUp(it);
            case Action.Crash it -> node(it.node()).crash(it.millis() * Agenda.MILLI);
            case Action.Drain it -> node(it.node()).drain(it.millis() * Agenda.MILLI);
            case Action.Pause it -> node(it.node()).pause(it.millis() * Agenda.MILLI);
            case Action.StepClock it -> node(it.node()).stepClock(it.by() * Agenda.MILLI, it.millis() * Agenda.MILLI);
            case Action.DatabaseAway it -> world.databaseAway(it.millis() * Agenda.MILLI);
            case Action.CutOff it ->
                world.cable().cutOff(it.node(), world.agenda().now() + it.millis() * Agenda.MILLI);
        }
    }

    private void invite(Action.Invite it) {
        if (device(it.device()).isReady()) {
            device(it.device()).hands().invite(it.named() ? callId(it.call()) : null, it.conversation(), it.video());
        }
    }

    private void tell(Action.Tell it) {
        Action.Invite call = calls.get(it.call());
        if (call == null) {
            return;
        }
        String address = switch (it.via()) {
            case CALL_ID -> Frames.byCall(callId(it.call()));
            case CONVERSATION -> Frames.byConversation(call.conversation());
            case PERSON ->
                Frames.byPerson(world.town().places().get(call.device()).user().value());
        };
        device(it.device()).hands().tell(it.ask(), it.via() == Frames.Via.CALL_ID ? callId(it.call()) : null, address);
    }

    private void holdUp(Action.HoldUp it) {
        long duration = it.millis() * Agenda.MILLI;
        device(it.device()).wire().ifPresent(wire -> {
            world.trouble(duration);
            wire.holdUp(world.agenda().now() + duration);
        });
    }

    private String callId(int call) {
        return Dice.of(world.seed(), "call " + call).uuid().toString();
    }

    private Device device(int index) {
        return world.devices().get(index);
    }

    private Node node(int number) {
        return world.nodes().get(number);
    }

    private Node.Life life(int number) {
        return node(number).life();
    }
}
