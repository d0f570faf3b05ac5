package dev.ringback.load.fault;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Cuts of the way to PostgreSQL in the middle of a commit. Armed once, it hits the next commit of any connection: the
/// server cannot know whether it took effect. Any thread may call it.
public final class CommitCuts {
    /// Where a commit is cut.
    public enum Place {
        /// Some of the bytes that ask for it get through, then both ends are reset: nothing is committed.
        WITHIN_THE_REQUEST,
        /// The whole request gets through; both ends are reset when PostgreSQL answers: it is committed, and nobody
        /// hears of it.
        BEFORE_THE_ANSWER
    }

    private final AtomicReference<Place> armed = new AtomicReference<>();
    private final AtomicInteger within = new AtomicInteger();
    private final AtomicInteger before = new AtomicInteger();
    private final Random random;

    /// @param random decides how many bytes get through
    public CommitCuts(Random random) {
        this.random = random;
    }

    /// The next commit is cut there.
    public void arm(Place place) {
        armed.set(place);
    }

    /// No commit is cut any more.
    public void heal() {
        armed.set(null);
    }

    /// @return how many commits were cut so
    public int done(Place place) {
        return switch (place) {
            case WITHIN_THE_REQUEST -> within.get();
            case BEFORE_THE_ANSWER -> before.get();
        };
    }

    /// @return what watches a new connection
    public Wire wire() {
        return new Watched();
    }

    private final class Watched implements Wire {
        private final PostgresRequests requests = new PostgresRequests();
        private volatile boolean cutAtAnswer;

        @Override
        public Passing fromClient(byte[] bytes) {
            if (!requests.endsTransaction(bytes)) {
                return Passing.all(bytes);
            }
            Place place = armed.getAndSet(null);
            return switch (place) {
                case null -> Passing.all(bytes);
                case WITHIN_THE_REQUEST -> {
                    within.incrementAndGet();
                    yield Passing.cutAfter(bytes, random.nextInt(bytes.length));
                }
                case BEFORE_THE_ANSWER -> {
                    before.incrementAndGet();
                    cutAtAnswer = true;
                    yield Passing.all(bytes);
                }
            };
        }

        @Override
        public Passing fromServer(byte[] bytes) {
            return cutAtAnswer ? Passing.cutAfter(bytes, 0) : Passing.all(bytes);
        }
    }
}
