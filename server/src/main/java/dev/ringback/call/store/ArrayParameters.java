package dev.ringback.call.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Binds rows to a statement as arrays, one a column, in the order in which its methods are called: what `unnest`
/// takes apart again. Times go as microseconds since 1970, which cost the least; [#time] reads them.
final class ArrayParameters<T> {

    private final PGConnection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int index;

    ArrayParameters(PreparedStatement statement, List<T> rows) throws SQLException {
        this(statement, rows, 0);
    }

    /// @param index of the last parameter that is bound already
    ArrayParameters(PreparedStatement statement, List<T> rows, int index) throws SQLException {
        this.connection = statement.getConnection().unwrap(PGConnection.class);
        this.statement = statement;
        this.rows = rows;
        this.index = index;
    }

    /// The parameter that was bound last.
    int index() {
        return index;
    }

    /// The SQL that makes a `timestamptz` of a column of microseconds.
    static String time(String column) {
        return "('epoch'::timestamptz + " + column + " * interval '1 microsecond')";
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    ArrayParameters<T> numbers(ToLongFunction<T> column) throws SQLException {
        long[] values = new long[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.applyAsLong(rows.get(row));
        }
        return bind("int8", values);
    }

    ArrayParameters<T> times(Function<T, Instant> column) throws SQLException {
        return numbers(row -> micros(column.apply(row)));
    }

    ArrayParameters<T> maybeNumbers(Function<T, Optional<Long>> column) throws SQLException {
        @Nullable Long[] values = new Long[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row)).orElse(null);
        }
        return bind("int8", values);
    }

    ArrayParameters<T> maybeTimes(Function<T, Optional<Instant>> column) throws SQLException {
        return maybeNumbers(row -> column.apply(row).map(ArrayParameters::micros));
    }

    ArrayParameters<T> flags(Predicate<T> column) throws SQLException {
        boolean[] values = new boolean[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.test(rows.get(row));
        }
        return bind("bool", values);
    }

    ArrayParameters<T> texts(Function<T, String> column) throws SQLException {
        String[] values = new String[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row));
        }
        return bind("text", values);
    }

    ArrayParameters<T> maybeTexts(Function<T, Optional<String>> column) throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row)).orElse(null);
        }
        return bind("text", values);
    }

    ArrayParameters<T> uuids(Function<T, UUID> column) throws SQLException {
        UUID[] values = new UUID[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row));
        }
        return bind("uuid", values);
    }

    /// One number that is not of a row.
    ArrayParameters<T> number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    /// Numbers as one parameter of another statement.
    static void bindNumbers(PreparedStatement statement, int index, Collection<Long> numbers) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(index, connection.createArrayOf("int8", numbers.toArray()));
    }

    private ArrayParameters<T> bind(String type, Object values) throws SQLException {
        statement.setArray(++index, connection.createArrayOf(type, values));
        return this;
    }
}
