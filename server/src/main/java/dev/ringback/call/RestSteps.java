package dev.ringback.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallRules;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.Decision;
import dev.ringback.core.call.Invitation;
import dev.ringback.core.call.Party;
import dev.ringback.core.call.RestRules;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.call.Role;
import dev.ringback.core.call.Verdict;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Directory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The seed's POST and PUT as steps (protocol §3). A POST beside a signaled call means that call, even when it came
/// late and the call is over: one call is one row, in whatever order a client's messages meet.
final class RestSteps implements RestCalls {

    private static final Duration INVITATION_MAY_COME = Duration.ofSeconds(1);
    private static final Duration INVITATION_MAY_STILL_COME = Duration.ofSeconds(5);

    private final CallStore store;
    private final Directory directory;
    private final Lines lines;
    private final Steps steps;
    private final Switchboard switchboard;
    private final CallRules rules;
    private final RestRules restRules;
    private final Steps.Ports ports;
    private final Executor loop;
    private final InviteLane lane;
    /// Who has already posted for which call: a second POST means another call.
    private final Cache<Posted, Boolean> posted = Caffeine.newBuilder()
            .expireAfterWrite(Lines.LATE_MESSAGE)
            .maximumSize(100_000)
            .build();

    /// Claims on rows of REST whose invitation may still come.
    private final Map<ConversationId, List<CompletableFuture<Void>>> overtaking = new HashMap<>();

    private record Posted(CallId call, UserId user) {}

    RestSteps(
            CallStore store,
            Directory directory,
            Lines lines,
            Steps steps,
            Switchboard switchboard,
            CallRules rules,
            RestRules restRules,
            Steps.Ports ports,
            Executor loop,
            InviteLane lane) {
        this.store = store;
        this.directory = directory;
        this.lines = lines;
        this.steps = steps;
        this.switchboard = switchboard;
        this.rules = rules;
        this.restRules = restRules;
        this.ports = ports;
        this.loop = loop;
        this.lane = lane;
    }

    @Override
    public CompletionStage<LogAnswer> log(UserId user, ConversationId conversation, CallType type) {
        return onLoop(() -> directory.conversation(conversation).thenCompose(found -> {
            Optional<Party> caller = found.flatMap(it -> it.person(user));
            Optional<Party> callee = found.flatMap(it -> it.other(user));
            if (caller.isEmpty()) {
                return CompletableFuture.<LogAnswer>completedFuture(new LogAnswer.NotParticipant());
            }
            return callee.isEmpty()
                    ? CompletableFuture.<LogAnswer>completedFuture(new LogAnswer.NotSupported())
                    : log(invitation(conversation, type, caller.get(), callee.get()));
        }));
    }

    @Override
    public CompletionStage<ClaimAnswer> claim(UserId user, CallLogId call, RestStatus claim) {
        return onLoop(() -> store.load(call)
                .thenCompose(found -> found.filter(it -> mayClaim(it, user))
                        .map(it -> claimInTurn(it, user, claim))
                        .orElseGet(() -> CompletableFuture.completedFuture(new ClaimAnswer.NotFound()))));
    }

    /// The call that is under way in the conversation, even if it is over when this step's turn comes; else the one
    /// that has just ended; else a new row.
    private CompletionStage<LogAnswer> log(Invitation invitation) {
        UserId user = invitation.caller().userId();
        Optional<Line> line = lines.ofPerson(user).filter(it -> it.isIn(invitation.conversation()));
        if (line.isEmpty()) {
            return logUnderNoLine(invitation);
        }
        CompletableFuture<Optional<Call>> underWay = new CompletableFuture<>();
        if (!line.get().enter(() -> underWay.complete(line.get().call()))) {
            return CompletableFuture.failedFuture(new StoreUnavailable("too many steps wait for this call"));
        }
        return underWay.thenCompose(call -> call.map(it -> logged(it, user)).orElseGet(() -> log(invitation)));
    }

    private CompletionStage<LogAnswer> logUnderNoLine(Invitation invitation) {
        UserId user = invitation.caller().userId();
        Instant since = ports.clock().instant().minus(Lines.LATE_MESSAGE);
        return store.lastClosedIn(user, invitation.conversation(), since).thenCompose(read -> {
            if (lines.ofPerson(user)
                    .filter(it -> it.isIn(invitation.conversation()))
                    .isPresent()) {
                return log(invitation); // a call began while the database was asked
            }
            Optional<Call> last =
                    lines.lastClosedHere(user, invitation.conversation()).or(() -> read);
            return last.filter(it -> isMeantLate(it, user))
                    .map(it -> logged(it, user))
                    .orElseGet(() -> logAnew(invitation));
        });
    }

    private CompletionStage<LogAnswer> logAnew(Invitation invitation) {
        if (lane.turnsAway()) {
            return CompletableFuture.failedFuture(new StoreUnavailable("too many calls begin at this moment"));
        }
        UserId user = invitation.caller().userId();
        return store.log(invitation, ports.eventIds().get()).thenCompose(result -> switch (result) {
            case CallStore.LogResult.Committed it -> logged(it.call(), user);
            case CallStore.LogResult.InProgress it -> logged(it.call(), user);
        });
    }

    private CompletionStage<LogAnswer> logged(Call call, UserId user) {
        posted.put(new Posted(call.id(), user), true);
        return CompletableFuture.completedFuture(new LogAnswer.Logged(call));
    }

    /// Whether a POST that finds no live call belongs to the one that has just ended: its caller is a client of the
    /// seed's kind, which knows no call ids, or the poster is its callee; and they have not posted for it yet.
    private boolean isMeantLate(Call last, UserId user) {
        boolean callee = last.role(user).equals(Optional.of(Role.CALLEE));
        return last.facts().signaled()
                && (callee || !last.facts().named())
                && posted.getIfPresent(new Posted(last.id(), user)) == null;
    }

    /// A caller who is connected may have sent an invitation that this claim overtook: it gets a moment to come and
    /// make the row its own, so that one call stays one row.
    private CompletionStage<ClaimAnswer> claimInTurn(Call call, UserId user, RestStatus claim) {
        Instant fresh = ports.clock().instant().minus(INVITATION_MAY_STILL_COME);
        boolean mayBeOvertaking = !call.facts().signaled()
                && call.isLive()
                && call.facts().createdAt().isAfter(fresh)
                && switchboard.online(user);
        if (!mayBeOvertaking) {
            return claim(call, user, claim);
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        ConversationId conversation = call.facts().conversation();
        overtaking.computeIfAbsent(conversation, any -> new ArrayList<>()).add(turn);
        ports.timers().after(INVITATION_MAY_COME, () -> turn.complete(null));
        return turn.thenCompose(come -> {
                    overtaking.computeIfPresent(conversation, (any, waiting) -> without(turn, waiting));
                    return store.load(call.facts().logId());
                })
                .thenCompose(now -> claim(now.orElse(call), user, claim));
    }

    private static @Nullable List<CompletableFuture<Void>> without(
            CompletableFuture<Void> turn, List<CompletableFuture<Void>> waiting) {
        waiting.remove(turn);
        return waiting.isEmpty() ? null : waiting;
    }

    /// An invitation was committed: claims that waited for it go on.
    void invited(Call call) {
        List<CompletableFuture<Void>> waiting = overtaking.remove(call.facts().conversation());
        if (waiting != null) {
            waiting.forEach(turn -> turn.complete(null));
        }
    }

    private CompletionStage<ClaimAnswer> claim(Call seen, UserId user, RestStatus claim) {
        Line line = lines.of(seen);
        CompletableFuture<CompletionStage<ClaimAnswer>> answer = new CompletableFuture<>();
        boolean entered = line.enter(() -> steps.run(
                line,
                call -> call.id().equals(line.id())
                        ? restRules.decide(
                                call, claim, Actor.overRest(user), ports.clock().instant())
                        : new Decision.Stays(Verdict.ACK),
                Optional.empty(),
                done -> answer.complete(answer(line, done, user, claim))));
        if (!entered) {
            return CompletableFuture.failedFuture(new StoreUnavailable("too many steps wait for call " + line.id()));
        }
        return answer.thenCompose(stage -> stage);
    }

    private CompletionStage<ClaimAnswer> answer(Line line, Steps.Done done, UserId user, RestStatus claim) {
        return switch (done) {
            case Steps.Done.Moved it -> CompletableFuture.completedFuture(new ClaimAnswer.Updated(it.after()));
            case Steps.Done.Settled it ->
                it.call().id().equals(line.id())
                        ? CompletableFuture.completedFuture(settled(it))
                        : claim(it.call(), user, claim);
            case Steps.Done.Failed it -> CompletableFuture.failedFuture(it.fault());
        };
    }

    private static ClaimAnswer settled(Steps.Done.Settled settled) {
        return switch (settled.decision()) {
            case Decision.Stays it -> new ClaimAnswer.Updated(settled.call());
            case Decision.Refused it -> new ClaimAnswer.Contradiction(settled.call());
            case Decision.Moves it -> throw new IllegalStateException("a move is not settled");
        };
    }

    /// Either of the two; only the caller where no signaling touched the row.
    private static boolean mayClaim(Call call, UserId user) {
        return call.role(user)
                .filter(role -> call.facts().signaled() || role == Role.CALLER)
                .isPresent();
    }

    private Invitation invitation(ConversationId conversation, CallType type, Party caller, Party callee) {
        Instant now = ports.clock().instant();
        return new Invitation(
                new CallId(ports.eventIds().get()),
                false,
                conversation,
                type,
                caller,
                callee,
                Actor.overRest(caller.userId()),
                now,
                rules.ringUntil(now),
                true);
    }

    private <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> step) {
        return CompletableFuture.supplyAsync(step, loop).thenCompose(stage -> stage);
    }
}
