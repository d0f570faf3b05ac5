package dev.ringback.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lets so many pieces of work be under way at a time; the others wait, in their order. On the call loop only.
final class Turnstile {

    private final int atATime;
    private final Queue<Supplier<CompletionStage<?>>> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean letting;

    Turnstile(int atATime) {
        this.atATime = atATime;
    }

    /// Begins a piece of work now or later. It is over when its stage is completed, well or not.
    void enter(Supplier<CompletionStage<?>> work) {
        waiting.add(work);
        letIn();
    }

    /// In a loop, not in one another: work may be over at once, thousands of times.
    private void letIn() {
        if (letting) {
            return;
        }
        letting = true;
        try {
            while (underWay < atATime && !waiting.isEmpty()) {
                underWay++;
                begin(waiting.remove());
            }
        } finally {
            letting = false;
        }
    }

    private void begin(Supplier<CompletionStage<?>> work) {
        boolean begun = false;
        try {
            work.get().whenComplete((done, fault) -> over());
            begun = true;
        } finally {
            if (!begun) {
                underWay--;
            }
        }
    }

    private void over() {
        underWay--;
        letIn();
    }
}
