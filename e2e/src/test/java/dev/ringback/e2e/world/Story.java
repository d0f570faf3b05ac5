package dev.ringback.e2e.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What two people's seed clients do in one call, and in which orders it can reach the server: each frame and request
/// comes at any moment after what caused it, whatever the other connections do.
public final class Story {
    private final List<Step> steps = new ArrayList<>();

    /// One frame or request.
    ///
    /// @param name unique in its story
    /// @param may whether it can come, when these have come
    private record Step(String name, Predicate<Set<String>> may, Consumer<SeedPair> act) {}

    /// Two seed clients.
    ///
    /// @param talk the conversation of the two
    public record SeedPair(Conversation talk, SeedClient caller, SeedClient callee) {}

    /// One order of a story's steps.
    ///
    /// @param names of the steps, for messages
    public record Order(List<String> names, List<Consumer<SeedPair>> acts) {

        /// Does it all.
        public void play(SeedPair pair) {
            acts.forEach(act -> act.accept(pair));
        }

        @Override
        public String toString() {
            return String.join(", ", names);
        }
    }

    /// Adds a step that can come only after all of these.
    public Story step(String name, Consumer<SeedPair> act, String... causes) {
        return step(name, act, done -> done.containsAll(List.of(causes)));
    }

    /// Adds a step that can come when these have come.
    public Story step(String name, Consumer<SeedPair> act, Predicate<Set<String>> may) {
        steps.add(new Step(name, may, act));
        return this;
    }

    /// @return every order in which all steps can come
    public List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        extend(new LinkedHashSet<>(), orders);
        return orders;
    }

    private void extend(LinkedHashSet<String> done, List<Order> orders) {
        if (done.size() == steps.size()) {
            orders.add(new Order(
                    List.copyOf(done),
                    done.stream().map(name -> named(name).act()).toList()));
            return;
        }
        for (Step step : steps) {
            if (!done.contains(step.name()) && step.may().test(done)) {
                LinkedHashSet<String> longer = new LinkedHashSet<>(done);
                longer.add(step.name());
                extend(longer, orders);
            }
        }
    }

    private Step named(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
