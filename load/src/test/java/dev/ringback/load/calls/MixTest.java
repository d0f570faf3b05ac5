package dev.ringback.load.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MixTest {

    @Test
    void everyHundredCallsHaveTheSharesAndTheyAreSpread() {
        Mix mix = Mix.parse("answered=50,cancelled=30,missed=20");
        assertThat(LongStream.range(300, 400).filter(n -> mix.of(n) == Scenario.CANCELLED))
                .hasSize(30);
        assertThat(LongStream.range(0, 10).filter(n -> mix.of(n) == Scenario.MISSED))
                .hasSize(2);
        assertThat(mix.has(Scenario.MISSED)).isTrue();
        assertThat(mix.has(Scenario.DECLINED)).isFalse();
    }

    @Test
    void mixThatIsNoHundredOrNamesNoScenarioIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mix.parse("answered=90"));
        assertThatIllegalArgumentException().isThrownBy(() -> Mix.parse("answered=90,lost=10"));
        assertThatIllegalArgumentException().isThrownBy(() -> Mix.parse("answered"));
    }
}
