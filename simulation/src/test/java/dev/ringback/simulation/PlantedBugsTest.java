package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The checker is checked: a simulation that finds nothing proves nothing unless it finds what is planted.
class PlantedBugsTest {

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFoundWithinItsBound(PlantedBug bug) {
        assertThat(PlantedBugs.find(bug).seed())
                .as("%s, within %d seeds", bug.words(), bug.seedsMax())
                .isPresent();
    }

    @Test
    void thePageNamesThemAll() throws IOException {
        String page = Files.readString(Path.of("../docs/internals/simulation.md"));
        for (PlantedBug bug : PlantedBug.values()) {
            assertThat(page).containsPattern("\\| " + bug.words() + " \\| \\d+ \\| " + bug.seedsMax() + " \\|");
        }
    }
}
