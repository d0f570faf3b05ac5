package dev.ringback.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseAddress;
import dev.ringback.testing.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the writer throws away, in the pool that a node has.
class DiscardedConnectionTest {
    private static final int PLACES = 2;

    @Test
    void itsPlaceInThePoolIsFreeAgainAndNobodyGetsItASecondTime() throws SQLException {
        try (AgroalDataSource pool = pool(TestDatabase.createEmpty())) {
            for (int lost = 0; lost < 3 * PLACES; lost++) {
                Connection connection = pool.getConnection();
                assertThat(connection.isValid(1)).as("connection " + lost).isTrue();
                connection.setAutoCommit(false);
                connection.createStatement().execute("SELECT 1");
                WriteSession.discard(connection);
            }
        }
    }

    private static AgroalDataSource pool(DatabaseAddress address) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(PLACES)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory ->
                                factory.jdbcUrl(address.jdbcUrl()).principal(new NamePrincipal(address.user())))));
    }
}
