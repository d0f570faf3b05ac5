package dev.ringback.testing;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.RingbackConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = NodeOnTestDatabase.class, initArgs = @ResourceArg(name = "ring-timeout", value = "7"))
class NodeOnTestDatabaseTest {
    @Inject
    RingbackConfig config;

    @Test
    void nodeIsReadyOnItsDatabase() {
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void settingsOfTheTestReachTheNode() {
        assertThat(config.timeouts().ring()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.tokenSecret().value()).isEqualTo(NodeOnTestDatabase.JWT_SECRET);
    }
}
