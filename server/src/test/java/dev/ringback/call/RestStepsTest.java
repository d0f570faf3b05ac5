package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Call;
import dev.ringback.core.call.RestStatus;
import dev.ringback.core.call.Status;
import dev.ringback.core.id.CallId;
import dev.ringback.core.id.CallLogId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestStepsTest {

    private static final RestStatus CANCELLED = new RestStatus(Status.CANCELLED, false);

    private final Bench bench = new Bench();
    private final Pair pair = bench.pair;

    @Test
    void anInvitationWakesEveryClaimThatWaitsForItStill() {
        Call row = pair.restInvitation().loggedAs(new CallLogId(1));
        Bench.Device caller = bench.opens(pair.caller(), "caller");
        bench.answer("load", Optional.of(row));
        claims(row);
        bench.pass(Duration.ofMillis(500));
        claims(row);
        assertThat(bench.asked("load")).as("both wait").hasSize(2);
        bench.pass(Duration.ofMillis(600));
        assertThat(bench.asked("load")).as("the first has waited long enough").hasSize(3);

        Bench.commit(bench.invites(caller, new CallId(UUID.randomUUID())));

        assertThat(bench.asked("load")).as("the second need not wait longer").hasSize(4);
    }

    private void claims(Call row) {
        bench.calls.rest().claim(pair.caller().userId(), row.facts().logId(), CANCELLED);
    }
}
