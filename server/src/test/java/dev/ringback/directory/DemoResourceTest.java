package dev.ringback.directory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.RingbackConfig;
import dev.ringback.config.SettingSource;
import dev.ringback.problem.ProblemException;
import dev.ringback.problem.ProblemType;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DemoResourceTest {
    @Test
    void withoutTheDemoThereIsNoSuchPath() {
        RingbackConfig config = RingbackConfig.read(SettingSource.of(
                Map.of("ringback.demo", "false", "ringback.jwt-secret", "a-secret-for-tests-of-at-least-32-bytes")));

        assertThatThrownBy(() -> new DemoResource(config).token(new DemoResource.DemoPerson(1L)))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.NOT_FOUND);
    }
}
