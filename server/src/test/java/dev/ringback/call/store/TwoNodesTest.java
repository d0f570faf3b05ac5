package dev.ringback.call.store;

import static dev.ringback.call.store.CallDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.call.CallStore.InviteResult;
import dev.ringback.call.CallStore.MoveResult;
import dev.ringback.call.Pair;
import dev.ringback.core.call.Actor;
import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two nodes write to one database at the same moment. PostgreSQL decides, and both learn the same.
class TwoNodesTest {

    private static final int ROUNDS = 30;

    private static CallDatabase database;
    private static PostgresCallStore here;
    private static PostgresCallStore there;

    @BeforeAll
    static void start() {
        database = new CallDatabase();
        here = database.store;
        there = database.store(database.pool, WriterLimits.STANDARD);
    }

    @AfterAll
    static void stop() {
        there.close();
        database.close();
    }

    @Test
    void ofAnAnswerAndACancelOneWins() {
        List<Pair> people = pairs();
        List<Call> calls = people.stream().map(database::invited).toList();
        List<CompletionStage<MoveResult>> answers = new ArrayList<>();
        List<CompletionStage<MoveResult>> cancels = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Pair pair = people.get(round);
            answers.add(here.move(pair.move(calls.get(round), ask(Ask.ANSWER, pair.calleePhone()), pair.now())));
            cancels.add(there.move(pair.move(calls.get(round), ask(Ask.CANCEL, pair.callerPhone()), pair.now())));
        }
        for (int round = 0; round < ROUNDS; round++) {
            MoveResult answer = await(answers.get(round));
            MoveResult cancel = await(cancels.get(round));
            boolean answered = answer instanceof MoveResult.Committed;
            assertThat(cancel instanceof MoveResult.Committed).isEqualTo(!answered);
            Call winner = answered ? committed(answer) : committed(cancel);
            assertThat(answered ? cancel : answer).isEqualTo(new MoveResult.Conflict(winner));
        }
    }

    @Test
    void ofTwoInvitationsThatCrossOneWins() {
        List<Pair> people = pairs();
        List<CompletionStage<InviteResult>> ours = new ArrayList<>();
        List<CompletionStage<InviteResult>> theirs = new ArrayList<>();
        for (Pair pair : people) {
            ours.add(here.invite(Pair.call(pair.invitation())));
            theirs.add(there.invite(Pair.call(pair.reversed().invitation())));
        }
        for (int round = 0; round < ROUNDS; round++) {
            InviteResult one = await(ours.get(round));
            InviteResult other = await(theirs.get(round));
            InviteResult won = one instanceof InviteResult.Committed ? one : other;
            InviteResult lost = won == one ? other : one;
            assertThat(won).isInstanceOf(InviteResult.Committed.class);
            assertThat(lost).isEqualTo(new InviteResult.InProgress(((InviteResult.Committed) won).call()));
        }
    }

    @Test
    void ofTwoInvitationsToOnePersonOneWins() {
        List<CompletionStage<InviteResult>> ours = new ArrayList<>();
        List<CompletionStage<InviteResult>> theirs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Pair pair = database.pair();
            Pair other =
                    database.introduce(pair.reversed().callerWithSomebodyElse().reversed());
            ours.add(here.invite(Pair.call(pair.invitation())));
            theirs.add(there.invite(Pair.call(other.invitation())));
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<InviteResult> results = List.of(await(ours.get(round)), await(theirs.get(round)));
            assertThat(results)
                    .filteredOn(InviteResult.Committed.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(InviteResult.CalleeBusy.class::isInstance)
                    .hasSize(1);
        }
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            pairs.add(database.pair());
        }
        return pairs;
    }

    private static CallCommand ask(Ask ask, Actor by) {
        return new CallCommand.Person(ask, by);
    }

    private static Call committed(MoveResult result) {
        return ((MoveResult.Committed) result).call();
    }
}
