package dev.ringback.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.Secret;
import dev.ringback.core.id.UserId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnCredentialsTest {
    /// Made with: echo -n '1433895918:12334' | openssl dgst -sha1 -hmac north -binary | base64
    @Test
    void passwordIsWhatCoturnComputes() {
        TurnCredentials credentials =
                TurnCredentials.of(new UserId(12334), Instant.ofEpochSecond(1_433_895_918L), new Secret("north"));

        assertThat(credentials.username()).isEqualTo("1433895918:12334");
        assertThat(credentials.credential()).isEqualTo("D2z3GKCuvPnlJaCR4joJ/GuCSzM=");
    }

    @Test
    void passwordIsNotPrinted() {
        TurnCredentials credentials = TurnCredentials.of(new UserId(1), Instant.EPOCH, new Secret("north"));

        assertThat(credentials.toString()).doesNotContain(credentials.credential());
    }
}
