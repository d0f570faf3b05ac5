package dev.ringback.call.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/// A source whose connections can be held back, and lost in COMMIT. A statement that is its own transaction counts as
/// a COMMIT, too. Any thread may use it.
final class FaultySource {

    private final DataSource source;
    private final AtomicReference<Commit> nextCommit = new AtomicReference<>((connection, commit) -> commit.run());
    private final AtomicReference<Sql> beforeEvents = new AtomicReference<>(() -> null);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger given = new AtomicInteger();
    private volatile int givenMax = Integer.MAX_VALUE;

    FaultySource(DataSource source) {
        this.source = source;
    }

    /// What happens at a COMMIT.
    interface Commit {
        Object at(Connection connection, Sql commit) throws SQLException;
    }

    /// A call of the driver.
    interface Sql {
        Object run() throws SQLException;
    }

    /// The loss of a connection, as the driver tells it.
    static SQLException lost() {
        return new SQLException("An I/O error occurred while sending to the backend.", "08006");
    }

    /// So many connections are to be had and no more.
    void giveOnly(int connections) {
        givenMax = connections;
    }

    /// How many connections were asked for.
    int given() {
        return given.get();
    }

    /// From now on connections are given.
    void open() {
        gate.countDown();
    }

    /// The next COMMIT goes like this, those after it as ever.
    void atNextCommit(Commit commit) {
        nextCommit.set(commit);
    }

    /// From now on this is done each time before the writer looks whether events are there.
    void beforeEventsAreLookedFor(Sql what) {
        beforeEvents.set(what);
    }

    /// The source as the writer sees it.
    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(source, method, arguments);
            }
            try {
                if (!gate.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the test never opened its source");
                }
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            if (given.incrementAndGet() > givenMax) {
                throw new SQLException("sorry, too many clients already", "53300");
            }
            return connection(source.getConnection());
        });
    }

    private Connection connection(Connection real) {
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "commit" -> committed(real, () -> call(real, method, arguments));
            case "prepareStatement" -> statement(real, (PreparedStatement) call(real, method, arguments), arguments);
            default -> call(real, method, arguments);
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement real, Object[] prepared) {
        boolean writes = prepared[0].toString().contains("INSERT INTO call_events");
        boolean looks = prepared[0].toString().contains("event_id = ANY");
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (looks && method.getName().equals("executeQuery")) {
                beforeEvents.get().run();
            }
            boolean commits = writes && method.getName().equals("executeQuery") && connection.getAutoCommit();
            return commits ? committed(connection, () -> call(real, method, arguments)) : call(real, method, arguments);
        });
    }

    private Object committed(Connection connection, Sql commit) throws SQLException {
        return nextCommit.getAndSet((any, ordinary) -> ordinary.run()).at(connection, commit);
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof SQLException failed) {
                throw failed;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
