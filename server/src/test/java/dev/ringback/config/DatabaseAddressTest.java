package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org:5433/calls?user=ring&sslmode=require&password=p%40ss%2Bw",
                "jdbc:postgresql://ring:p%40ss%2Bw@db.example.org:5433/calls?sslmode=require",
                "postgresql://ring:p%40ss+w@db.example.org:5433/calls?sslmode=require",
                "postgres://ring@db.example.org:5433/calls?sslmode=require&password=p@ss+w"
            })
    void bothWaysOfWritingNameTheSame(String address) {
        assertThat(parse(address))
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example.org:5433/calls?sslmode=require", "ring", new Secret("p@ss+w")));
    }

    @Test
    void userAndPasswordMayStandApart() {
        assertThat(DatabaseAddress.parse(
                        "postgresql://localhost/calls", Optional.of("ring"), Optional.of(new Secret("pw"))))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://localhost/calls", "ring", new Secret("pw")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ring:hush@db/calls",
                "localhost",
                "jdbc:postgresql://",
                "postgresql://ring:hush@host-without-database",
                "postgresql://host/calls",
                "postgresql://ring:%hush@host/calls"
            })
    void otherTextIsRefusedWithoutShowingIt(String address) {
        assertThatThrownBy(() -> parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void passwordIsNotShown() {
        assertThat(parse("postgresql://ring:hush@db/calls").toString())
                .doesNotContain("hush")
                .contains("db/calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslpassword", "sslPassword", "PASSWORD", "options"})
    void whatElseIsInTheQueryIsNotShownEither(String parameter) {
        DatabaseAddress address = parse("postgresql://ring@db:5433/calls?" + parameter + "=hush&sslmode=require");

        assertThat(address.jdbcUrl()).endsWith("?" + parameter + "=hush&sslmode=require");
        assertThat(address.place()).isEqualTo("jdbc:postgresql://db:5433/calls");
        assertThat(address.toString()).doesNotContain("hush");
    }

    private static DatabaseAddress parse(String address) {
        return DatabaseAddress.parse(address, Optional.empty(), Optional.empty());
    }
}
