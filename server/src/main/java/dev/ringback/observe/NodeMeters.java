package dev.ringback.observe;

import dev.ringback.call.CallLoop;
import dev.ringback.call.Calls;
import dev.ringback.call.Switchboard;
import dev.ringback.call.store.PostgresCallStore;
import dev.ringback.store.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Figures of the node that are asked for when somebody looks: queues, and the way to the database.
@Singleton
final class NodeMeters {

    void begin(
            @Observes StartupEvent event,
            Meters meters,
            CallLoop loop,
            Calls calls,
            PostgresCallStore store,
            Switchboard switchboard,
            Database database) {
        meters.gauge(Metric.LOOP_QUEUE, loop::waiting);
        meters.gauge(Metric.INVITE_QUEUE, calls::invitationsWaiting);
        meters.gauge(Metric.COMMIT_QUEUE, store::newCallsWaiting, Label.INVITATIONS);
        meters.gauge(Metric.COMMIT_QUEUE, store::movesWaiting, Label.MOVES);
        meters.gauge(Metric.WRITER_CONNECTED, () -> store.isConnected() ? 1 : 0);
        meters.gauge(Metric.PEOPLE_ONLINE, switchboard::people);
        meters.gauge(Metric.READS_QUEUE, database::waiting);
        meters.counted(Metric.READ_FAULTS, database::faults);
    }
}
