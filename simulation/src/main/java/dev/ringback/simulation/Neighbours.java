package dev.ringback.simulation;

import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Role;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Directory;
import dev.ringback.history.MissedCalls;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What the call service asks its neighbours for: who is in a conversation, and which calls somebody missed.
final class Neighbours implements Directory, MissedCalls {

    private static final int SHOWN_MAX = 50;

    private final World world;
    private final Node.Life node;
    private final Dice dice;

    Neighbours(World world, Node.Life node) {
        this.world = world;
        this.node = node;
        this.dice = Dice.of(world.seed(), "neighbours of " + node.id());
    }

    @Override
    public CompletionStage<Optional<Conversation>> conversation(ConversationId id) {
        return soon(() -> world.town().conversation(id));
    }

    @Override
    public CompletionStage<Set<UserId>> peers(UserId user) {
        return soon(() -> world.town().peers(user));
    }

    @Override
    public CompletionStage<Unseen> unseen(UserId user) {
        return soon(() -> {
            List<Call> missed = world.table().rows().all().reversed().stream()
                    .filter(call -> call.role(user).equals(Optional.of(Role.CALLEE)))
                    .filter(call -> call.outcome(Role.CALLEE).equals(Optional.of(Outcome.MISSED)))
                    .toList();
            return new Unseen(missed.size(), missed.stream().limit(SHOWN_MAX).toList());
        });
    }

    private <T> CompletionStage<T> soon(Supplier<T> answer) {
        CompletableFuture<T> later = new CompletableFuture<>();
        boolean fails = dice.chance(world.weather().storeFails());
        world.agenda()
                .after(
                        dice.delay(20, 2_000),
                        () -> node.post(() -> {
                            if (fails || world.agenda().now() < world.databaseBackAt()) {
                                world.count(fails ? Fault.STORE_FAILED : Fault.STORE_AWAY);
                                world.trouble(Agenda.SECOND);
                                later.completeExceptionally(new StoreUnavailable("the directory is away"));
                            } else {
                                later.complete(answer.get());
                            }
                        }));
        return later;
    }
}
