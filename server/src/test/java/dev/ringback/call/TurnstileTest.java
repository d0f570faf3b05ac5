package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// So many at a time, in their order.
class TurnstileTest {

    private final Turnstile turnstile = new Turnstile(2);
    private final List<CompletableFuture<?>> begun = new ArrayList<>();

    @Test
    void oneMoreBeginsWhenOneIsOver() {
        for (int i = 0; i < 4; i++) {
            turnstile.enter(this::begin);
        }
        assertThat(begun).hasSize(2);

        begun.get(1).complete(null);
        assertThat(begun).hasSize(3);

        begun.get(0).completeExceptionally(new IllegalStateException("on purpose"));
        assertThat(begun).hasSize(4);
    }

    @Test
    void thousandsThatAreOverAtOnceDoNotPileUp() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        turnstile.enter(() -> first);
        turnstile.enter(() -> first);
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            int number = i;
            turnstile.enter(() -> {
                done.add(number);
                return CompletableFuture.completedFuture(null);
            });
        }
        first.complete(null);
        assertThat(done).hasSize(100_000).isSorted();
    }

    @Test
    void workThatFailsToBeginGivesItsPlaceBack() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turnstile.enter(() -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
        }
        turnstile.enter(this::begin);
        turnstile.enter(this::begin);
        assertThat(begun).hasSize(2);
    }

    private CompletableFuture<?> begin() {
        CompletableFuture<Void> work = new CompletableFuture<>();
        begun.add(work);
        return work;
    }
}
