package dev.ringback.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.call.StoreUnavailable;
import dev.ringback.core.call.Party;
import dev.ringback.core.id.ConversationId;
import dev.ringback.core.id.UserId;
import dev.ringback.identity.Identity;
import dev.ringback.store.Database;
import dev.ringback.testing.TestDatabase;
import dev.ringback.testing.TestPool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CachedDirectoryTest {
    private static final ConversationId ONE = new ConversationId(1);
    private static final UserId ABEBE = new UserId(1);
    private static final UserId SARA = new UserId(2);
    private static final UserId HANA = new UserId(3);

    private final TestPool pool = new TestPool(TestDatabase.create());
    private final Database database = new Database(pool);
    private final Executor loop = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("loop").factory());
    private final DirectoryStore store = new DirectoryStore(database);
    private final DirectoryPushStore pushStore = new DirectoryPushStore(database);
    private final CachedDirectory directory = new CachedDirectory(store, loop);
    private final DirectoryPushes pushes = new DirectoryPushes(pushStore, directory);
    private final ClaimedPeople people = new ClaimedPeople(pushStore, store, directory);

    @Test
    void tellsNamesAndProfilesOfAConversation() throws Exception {
        push(user(ABEBE, "Abebe", new Profile(1, "student")), between(ABEBE, SARA));

        Directory.Conversation conversation = get(directory.conversation(ONE)).orElseThrow();

        assertThat(conversation.direct()).isTrue();
        assertThat(conversation.person(ABEBE)).contains(new Party(ABEBE, 1, "student", "Abebe", Optional.empty()));
        assertThat(conversation.other(ABEBE)).contains(new Party(SARA, 2, "user", "", Optional.empty()));
        assertThat(get(directory.peers(ABEBE))).containsExactly(SARA);
    }

    @Test
    void answersOnTheLoop() throws Exception {
        push(between(ABEBE, SARA));

        String thread = get(directory
                .conversation(ONE)
                .thenApply(found -> Thread.currentThread().getName()));

        assertThat(thread).isEqualTo("loop");
    }

    @Test
    void secondQuestionIsAnsweredFromMemory() throws Exception {
        push(between(ABEBE, SARA));
        get(directory.conversation(ONE));
        int before = pool.borrowed();

        assertThat(get(directory.conversation(ONE))).isPresent();
        assertThat(pool.borrowed()).isEqualTo(before);
    }

    @Test
    void unknownConversationIsAskedAgain() throws Exception {
        assertThat(get(directory.conversation(ONE))).isEmpty();
        // Behind the cache's back, as another node would.
        pushStore.together(batch -> batch.conversation(
                new KnownConversation(ONE, true, Optional.empty(), List.of(participant(ABEBE), participant(SARA)))));

        assertThat(get(directory.conversation(ONE))).isPresent();
    }

    @Test
    void pushIsSeenByTheNextQuestion() throws Exception {
        push(between(ABEBE, SARA));
        get(directory.conversation(ONE));
        get(directory.peers(SARA));

        push(between(ABEBE, HANA), user(ABEBE, "Abebe Kebede"));

        Directory.Conversation now = get(directory.conversation(ONE)).orElseThrow();
        assertThat(now.other(ABEBE).map(Party::userId)).contains(HANA);
        assertThat(now.person(ABEBE).map(Party::name)).contains("Abebe Kebede");
        assertThat(get(directory.peers(SARA))).isEmpty();
        assertThat(get(directory.peers(HANA))).containsExactly(ABEBE);
    }

    @Test
    void whatIsForgottenWhileItIsReadIsReadAgain() throws Exception {
        push(between(ABEBE, SARA));
        CountDownLatch gate = new CountDownLatch(1);
        pool.holdUntil(gate);
        int before = pool.borrowed();

        CompletionStage<Optional<Directory.Conversation>> old = directory.conversation(ONE);
        CompletionStage<Optional<Directory.Conversation>> joined = directory.conversation(ONE);
        directory.forget(List.of(ONE), List.of());
        CompletionStage<Optional<Directory.Conversation>> fresh = directory.conversation(ONE);

        await("two reads").atMost(5, TimeUnit.SECONDS).until(() -> pool.borrowed() == before + 2);
        gate.countDown();
        assertThat(get(old)).isPresent();
        assertThat(get(joined)).isPresent();
        assertThat(get(fresh)).isPresent();
        assertThat(pool.borrowed()).isEqualTo(before + 2);
    }

    @Test
    void pushWithoutProfileKeepsTheOneOfTheConversation() throws Exception {
        push(user(ABEBE, "Abebe", new Profile(9, "student")), between(ABEBE, SARA));
        push(user(ABEBE, "Abebe", new Profile(8, "parent")), between(ABEBE, SARA));

        assertThat(get(directory.conversation(ONE)).orElseThrow().person(ABEBE).map(Party::profileId))
                .contains(9L);
    }

    @Test
    void conversationOfThreeCarriesNoCall() throws Exception {
        push(new DirectoryPushes.Push.OfConversation(new KnownConversation(
                ONE,
                false,
                Optional.of("Physics"),
                List.of(participant(ABEBE), participant(SARA), participant(HANA)))));

        assertThat(get(directory.conversation(ONE)).orElseThrow().other(ABEBE)).isEmpty();
        assertThat(get(directory.peers(ABEBE))).containsExactlyInAnyOrder(SARA, HANA);
    }

    @Test
    void tokensClaimsAreLearnedOnceAndOnlyWhenTheyAreNews() throws Exception {
        push(user(ABEBE, "Abebe"), between(ABEBE, SARA));
        get(directory.conversation(ONE));
        Identity identity = new Identity(
                ABEBE, Optional.of("Abebe K."), Optional.empty(), Optional.of(5L), Optional.of("tutor"), Instant.MAX);

        people.seen(identity);

        await("the new name")
                .atMost(5, TimeUnit.SECONDS)
                .until(() -> get(directory.conversation(ONE))
                        .orElseThrow()
                        .person(ABEBE)
                        .map(Party::name)
                        .equals(Optional.of("Abebe K.")));
        assertThat(people.owns(ABEBE, Optional.of(5L), Optional.of("tutor"))).isTrue();
        assertThat(people.owns(ABEBE, Optional.of(5L), Optional.of("student"))).isFalse();
        int before = pool.borrowed();
        people.seen(identity);
        assertThat(pool.borrowed()).isEqualTo(before);
        Set<ConversationId> changed = pushStore.together(batch -> batch.claims(identity));
        assertThat(changed).isEmpty();
    }

    @Test
    void profileOfAnotherIsRefusedAndNothingOfThePushIsKept() throws Exception {
        push(user(ABEBE, "Abebe", new Profile(5, "tutor")));

        assertThatThrownBy(() -> push(user(HANA, "Hana"), user(SARA, "Sara", new Profile(5, "tutor"))))
                .isInstanceOf(ProfileTakenException.class);
        assertThat(store.knows(HANA)).isFalse();
    }

    @Test
    void databaseAwayFailsTheStageAndItWorksAgainAfterwards() throws Exception {
        push(between(ABEBE, SARA));
        pool.away(true);

        assertThatThrownBy(() -> get(directory.conversation(ONE))).hasCauseInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> get(directory.peers(ABEBE))).hasCauseInstanceOf(StoreUnavailable.class);

        pool.away(false);
        assertThat(get(directory.conversation(ONE))).isPresent();
        assertThat(get(directory.peers(ABEBE))).isNotEmpty();
    }

    private void push(DirectoryPushes.Push... all) {
        pushes.take(List.of(all));
    }

    private static DirectoryPushes.Push user(UserId id, String name, Profile... profiles) {
        return new DirectoryPushes.Push.OfUser(new KnownUser(
                id, name, Optional.empty(), profiles.length == 0 ? Optional.empty() : Optional.of(List.of(profiles))));
    }

    private static DirectoryPushes.Push between(UserId one, UserId other) {
        return new DirectoryPushes.Push.OfConversation(
                new KnownConversation(ONE, true, Optional.empty(), List.of(participant(one), participant(other))));
    }

    private static KnownConversation.Participant participant(UserId user) {
        return new KnownConversation.Participant(user, Optional.empty());
    }

    private static <T> T get(CompletionStage<T> stage) throws ExecutionException, Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
