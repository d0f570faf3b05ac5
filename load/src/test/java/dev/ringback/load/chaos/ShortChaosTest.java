package dev.ringback.load.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A short fault run over real processes; the long one is `script/chaos`. Few calls a second, so that a busy machine
/// keeps up; what must not be is the same as in the long one.
class ShortChaosTest {

    @Test
    void callsSurviveKillsACrashOfPostgresqlAndABadNetwork() throws Exception {
        Terms terms = new Terms(
                25,
                3,
                1,
                10,
                7,
                Path.of("../server/target/quarkus-app/quarkus-run.jar")
                        .toAbsolutePath()
                        .normalize(),
                Path.of("target/chaos-short").toAbsolutePath());

        Outcome outcome = new ChaosRun(terms, System.out).run();

        ChaosCommand.print(outcome);
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.figures()).containsEntry("kills", 3).containsEntry("postgres_restarts", 1);
        assertThat((int) outcome.figures().get("rows")).isGreaterThan(50);
    }
}
