package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuarkusSettingsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"plain", "${user.home}", "a$b", "a$$b", "a\\b", "a\\$b", "$", "\\", "}{", "a,b"})
    void frameworkReadsAPasswordAsItIs(String password) {
        Map<String, String> values = QuarkusSettings.of(RingbackConfig.read(SettingSource.of(Map.of(
                "ringback.database-url", "postgresql://db/calls",
                "ringback.database-user", "ring",
                "ringback.database-password", password,
                "ringback.jwt-secret", SECRET,
                "ringback.demo", "false"))));

        SmallRyeConfig framework = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(values, "ours", 100))
                .build();

        assertThat(framework.getValue("quarkus.datasource.password", String.class))
                .isEqualTo(password);
    }
}
