package dev.ringback.call.store;

import dev.ringback.call.CallStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Stands before a real store and holds back what was decided and not written yet, so that a test says which of two
/// commits is the first. Used on the call loop, as the store is.
final class Barrier {

    private static final List<String> DECISIONS = List.of("invite", "move");

    private final List<Held> held = new ArrayList<>();
    private boolean down;

    private record Held(Supplier<CompletionStage<?>> write, CompletableFuture<Object> answer) {}

    /// The same store, behind the barrier.
    CallStore before(CallStore store) {
        return (CallStore) Proxy.newProxyInstance(
                CallStore.class.getClassLoader(),
                new Class<?>[] {CallStore.class},
                (self, method, arguments) -> down && DECISIONS.contains(method.getName())
                        ? hold(() -> (CompletionStage<?>) call(store, method, arguments))
                        : call(store, method, arguments));
    }

    /// From now on whatever is to be written waits.
    void goDown() {
        down = true;
    }

    /// How many writes wait.
    int waiting() {
        return held.size();
    }

    /// Lets what waits pass, each when the one before it was committed and told; what comes later passes at once.
    CompletionStage<?> goUp() {
        down = false;
        CompletionStage<?> passed = CompletableFuture.completedFuture(null);
        for (Held next : List.copyOf(held)) {
            passed = passed.thenCompose(done -> pass(next));
        }
        held.clear();
        return passed;
    }

    private CompletionStage<Object> hold(Supplier<CompletionStage<?>> write) {
        Held next = new Held(write, new CompletableFuture<>());
        held.add(next);
        return next.answer();
    }

    private static CompletionStage<?> pass(Held held) {
        return held.write()
                .get()
                .handle((result, fault) -> fault == null
                        ? held.answer().complete(result)
                        : held.answer().completeExceptionally(fault));
    }

    private static Object call(CallStore store, Method method, Object[] arguments) {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException | IllegalAccessException failed) {
            throw new CompletionException(failed);
        }
    }
}
