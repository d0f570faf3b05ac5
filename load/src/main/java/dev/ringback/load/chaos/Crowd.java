package dev.ringback.load.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.load.client.Device;
import dev.ringback.load.client.Human;
import dev.ringback.load.client.Network;
import dev.ringback.load.client.Screen;
import dev.ringback.load.machine.HostApplication;
import dev.ringback.load.machine.HostApplication.Conversation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// All people of a run: they call each other at a rate, and press buttons as their plans say. On the event loop only.
final class Crowd implements Human {
    private static final int TICK_MILLIS = 20;
    private static final int BEAT_MILLIS = 500;
    private static final int TRIES = 20;
    private static final int RECKLESS = 12;

    private final Network network;
    private final Random random;
    private final List<Conversation> conversations;
    private final Map<Long, List<Device>> devices = new HashMap<>();
    private final List<Device> all = new ArrayList<>();
    private final Map<UUID, Plan> plans = new HashMap<>();
    private final Map<Long, UUID> busy = new HashMap<>();
    private final double rate;
    private double due;
    private boolean calling;
    private boolean over;
    private int made;

    Crowd(Network network, HostApplication host, int people, List<Conversation> conversations, int rate) {
        this.network = network;
        this.random = network.random();
        this.conversations = conversations;
        this.rate = rate;
        for (long person = 1; person <= people; person++) {
            List<Device> own = new ArrayList<>();
            for (int number = 1; number <= (person % 2) + 1; number++) {
                own.add(new Device(network, this, person, number, host.token(person)));
            }
            devices.put(person, own);
            all.addAll(own);
        }
    }

    /// Who talks with whom: a neighbour, and one further away.
    static List<Conversation> conversations(int people) {
        List<Conversation> list = new ArrayList<>();
        for (long person = 1; person <= people; person++) {
            list.add(new Conversation(2 * person, person, person % people + 1));
            list.add(new Conversation(2 * person + 1, person, (person + 6) % people + 1));
        }
        return list;
    }

    List<Device> devices() {
        return all;
    }

    void begin() {
        all.forEach(Device::switchOn);
        network.every(BEAT_MILLIS, () -> all.forEach(Device::beat));
        network.every(TICK_MILLIS, this::tick);
        calling = true;
    }

    /// Nobody calls any more. Who hears a ring goes on as planned.
    void rest() {
        calling = false;
    }

    /// Everybody who sees a living call hangs up.
    void end() {
        over = true;
        for (Device device : all) {
            for (Screen screen : device.screens()) {
                if (!screen.isFinal()) {
                    device.press("call_ended", screen.callId());
                }
            }
        }
    }

    int made() {
        return made;
    }

    long ready() {
        return all.stream().filter(Device::isReady).count();
    }

    long live() {
        return busy.size() / 2;
    }

    private void tick() {
        due = Math.min(due + rate * TICK_MILLIS / 1_000, rate);
        while (calling && due >= 1) {
            due--;
            call();
        }
    }

    private void call() {
        boolean reckless = random.nextInt(RECKLESS) == 0;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Conversation conversation = conversations.get(random.nextInt(conversations.size()));
            boolean turned = random.nextBoolean();
            long from = turned ? conversation.second() : conversation.first();
            long to = turned ? conversation.first() : conversation.second();
            List<Device> own = devices.get(from);
            Device device = own.get(random.nextInt(own.size()));
            if (device.isReady() && (reckless || !busy.containsKey(from) && !busy.containsKey(to))) {
                call(device, conversation.id(), to);
                return;
            }
        }
    }

    private void call(Device device, long conversationId, long to) {
        UUID callId = new UUID(random.nextLong(), random.nextLong());
        Plan plan = new Plan(device, conversationId, random);
        plans.put(callId, plan);
        busy.putIfAbsent(device.userId(), callId);
        busy.putIfAbsent(to, callId);
        made++;
        device.call(callId, conversationId, random.nextInt(3) == 0);
        if (plan.ending == Plan.Ending.CANCEL_AT_ONCE) {
            cancel(plan, callId);
        }
    }

    @Override
    public void rings(Device device, Screen screen) {
        Plan plan = plans.get(screen.callId());
        if (plan == null || !plan.firstRing(device)) {
            return;
        }
        if (over) {
            device.press("call_declined", screen.callId());
            return;
        }
        device.press("call_ringing", screen.callId());
        switch (plan.ending) {
            case ANSWER, CANCEL_AND_ANSWER -> {
                if (plan.firstDevice()) {
                    think(plan, () -> device.answer(screen.callId()));
                }
            }
            case ANSWER_TWICE -> think(plan, () -> device.answer(screen.callId()));
            case DECLINE -> think(plan, () -> device.press("call_declined", screen.callId()));
            case CANCEL, CANCEL_AT_ONCE, MISS -> {} // it is the caller's turn, or the clock's
        }
    }

    @Override
    public void changed(Device device, Screen screen) {
        Plan plan = plans.get(screen.callId());
        if (plan == null) {
            return;
        }
        if (screen.isFinal()) {
            over(plan, screen.callId());
        } else if (screen.status().equals("answered")) {
            talk(plan, device, screen);
        } else if (device == plan.caller && screen.version() > 0 && plan.callerBegins()) {
            wait(plan, screen.callId());
        }
    }

    @Override
    public void refused(Device device, Screen screen) {
        Plan plan = plans.get(screen.callId());
        if (plan != null) {
            over(plan, screen.callId());
        }
    }

    private void wait(Plan plan, UUID callId) {
        switch (plan.ending) {
            case CANCEL, CANCEL_AND_ANSWER -> think(plan, () -> cancel(plan, callId));
            case ANSWER, ANSWER_TWICE, DECLINE, CANCEL_AT_ONCE, MISS -> {} // the callee's turn, or done
        }
    }

    /// Sometimes on another device than the calling one.
    private void cancel(Plan plan, UUID callId) {
        List<Device> own = devices.get(plan.caller.userId());
        Device device = random.nextInt(5) == 0 ? own.getLast() : plan.caller;
        device.press("call_cancelled", callId);
    }

    private void talk(Plan plan, Device device, Screen screen) {
        boolean caller = device == plan.caller;
        if (!screen.mine() || !plan.beginsToTalk(device)) {
            return;
        }
        UUID callId = screen.callId();
        ObjectNode candidate = JsonNodeFactory.instance.objectNode().put("candidate", "candidate of " + callId);
        device.relay("ice_candidate", callId, "candidate", candidate);
        boolean hangsUp = switch (plan.hangUp) {
            case CALLER -> caller;
            case CALLEE -> !caller;
            case BOTH -> true;
        };
        if (caller && plan.switchesMode) {
            network.after(plan.talkMillis / 2, () -> device.switchMode(callId, true));
        }
        if (over) {
            hangUp(device, screen);
        } else if (hangsUp) {
            network.after(plan.talkMillis, () -> hangUp(device, screen));
        }
    }

    private static void hangUp(Device device, Screen screen) {
        if (!screen.isFinal()) {
            device.press("call_ended", screen.callId());
        }
    }

    private void think(Plan plan, Runnable act) {
        network.after(plan.thinkMillis, act);
    }

    private void over(Plan plan, UUID callId) {
        plans.remove(callId);
        busy.values().removeIf(callId::equals);
    }
}
