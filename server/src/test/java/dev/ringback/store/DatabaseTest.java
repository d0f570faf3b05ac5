package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.call.StoreUnavailable;
import dev.ringback.testing.TestDatabase;
import dev.ringback.testing.TestPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private final TestPool pool = new TestPool(TestDatabase.create());
    private final Database database = new Database(pool);

    @Test
    void whoeverWaitsTooLongForATurnIsTold() throws Exception {
        CountDownLatch inside = new CountDownLatch(8);
        CountDownLatch leave = new CountDownLatch(1);
        List<Thread> others = new ArrayList<>();
        for (int other = 0; other < 8; other++) {
            others.add(Thread.startVirtualThread(() -> database.run(connection -> {
                inside.countDown();
                return awaited(leave);
            })));
        }
        inside.await();

        assertThatThrownBy(() -> database.run(DatabaseTest::people)).isInstanceOf(StoreUnavailable.class);

        leave.countDown();
        for (Thread other : others) {
            assertThat(other.join(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(people(database)).isZero();
    }

    @Test
    void failedTransactionLeavesNothing() {
        assertThatThrownBy(() -> database.transaction(connection -> {
                    add(connection, 1);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(people(database)).isZero();

        database.transaction(connection -> add(connection, 1));
        assertThat(people(database)).isEqualTo(1);
    }

    @Test
    void lostConnectionIsReplacedOnce() {
        AtomicInteger tries = new AtomicInteger();

        int found = database.run(connection -> {
            if (tries.incrementAndGet() == 1) {
                throw new SQLException("terminating connection due to administrator command", "57P01");
            }
            return people(connection);
        });

        assertThat(found).isZero();
        assertThat(tries).hasValue(2);
        assertThatThrownBy(() -> database.run(connection -> {
                    tries.incrementAndGet();
                    throw new SQLException("gone", "08006");
                }))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(tries).hasValue(4);
    }

    @Test
    void mistakeOfOursIsNoOutage() {
        assertThatThrownBy(() -> database.run(
                        connection -> connection.prepareStatement("SELEC 1").executeQuery()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void permitsComeBackAfterFailures() {
        pool.away(true);
        for (int more = 0; more < 20; more++) {
            assertThatThrownBy(() -> database.run(DatabaseTest::people)).isInstanceOf(StoreUnavailable.class);
        }
        pool.away(false);

        await("a turn").atMost(Duration.ofSeconds(2)).until(() -> people(database) == 0);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int people(Database database) {
        return database.run(DatabaseTest::people);
    }

    private static int people(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM users")) {
            ResultSet rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int add(Connection connection, long user) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users (id) VALUES (?)")) {
            insert.setLong(1, user);
            return insert.executeUpdate();
        }
    }
}
