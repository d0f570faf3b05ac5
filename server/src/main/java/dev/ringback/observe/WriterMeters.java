package dev.ringback.observe;

import dev.ringback.call.store.WriterWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Counts what the writer does.
@Singleton
final class WriterMeters implements WriterWatch {

    private final Timer movesWait;
    private final Timer invitationsWait;
    private final Timer commit;
    private final DistributionSummary batch;
    private final Timer delivery;
    private final Map<Trouble, Counter> troubles = new EnumMap<>(Trouble.class);

    WriterMeters(Meters meters) {
        movesWait = meters.timer(Metric.COMMIT_WAIT, Label.MOVES);
        invitationsWait = meters.timer(Metric.COMMIT_WAIT, Label.INVITATIONS);
        commit = meters.timer(Metric.COMMIT_TIME);
        batch = meters.sizes(Metric.COMMIT_BATCH);
        delivery = meters.timer(Metric.DELIVERY_TIME);
        for (Trouble trouble : Trouble.values()) {
            troubles.put(trouble, meters.counter(Metric.WRITER_TROUBLE, Label.word(trouble)));
        }
    }

    @Override
    public void waited(boolean begins, long nanos) {
        (begins ? invitationsWait : movesWait).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void committed(int writes, long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
        batch.record(writes);
    }

    @Override
    public void told(long nanos) {
        delivery.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(Trouble trouble) {
        troubles.get(trouble).increment();
    }
}
