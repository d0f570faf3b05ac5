package dev.ringback.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.core.call.Ask;
import dev.ringback.core.call.Call;
import dev.ringback.core.call.CallCommand;
import dev.ringback.core.id.CallLogId;
import dev.ringback.protocol.Json;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class LinesTest {

    private final Pair pair = Pair.next();
    private final Lines lines = new Lines(nobodyAsks(), pair::now);
    private final Call live = pair.invitation().committedAs(new CallLogId(1));
    private final Call over = pair.move(live, new CallCommand.Person(Ask.CANCEL, pair.callerPhone()), pair.now())
            .after();

    @Test
    void aLiveCallIsFoundByItsIdAndByBothPeople() {
        Line line = lines.of(live);

        assertThat(lines.known(live.id())).contains(line);
        assertThat(lines.ofPerson(pair.caller().userId())).contains(line);
        assertThat(lines.ofPerson(pair.callee().userId())).contains(line);
    }

    @Test
    void aCallThatIsOverDoesNotComeBackToLifeByAnEarlierReading() {
        lines.of(live);
        lines.of(over);

        Line line = lines.of(live);

        assertThat(line.call()).contains(over);
        assertThat(lines.known(live.id())).isEmpty();
        assertThat(lines.ofPerson(pair.caller().userId())).isEmpty();
        assertThat(lines.ofPerson(pair.callee().userId())).isEmpty();
    }

    @Test
    void aCallDoesNotTakeTheLineOfAStrangersInvitationWithItsId() {
        Pair strangers = Pair.next();
        Line pending = lines.pending(strangers.invitation(live.id(), strangers.now()));
        pending.offer(new Json("{\"sdp\":\"the stranger's\"}"));

        Line line = lines.of(live);

        assertThat(line).isNotSameAs(pending);
        assertThat(line.offer()).isEmpty();
        assertThat(pending.call()).isEmpty();
        lines.forget(pending);
        assertThat(lines.known(live.id())).contains(line);
        assertThat(lines.ofPerson(strangers.caller().userId())).isEmpty();
    }

    @Test
    void aRefusedInvitationIsForgotten() {
        Line line = lines.pending(pair.invitation());

        lines.forget(line);

        assertThat(lines.all()).isEmpty();
        assertThat(lines.ofPerson(pair.caller().userId())).isEmpty();
    }

    private static CallStore nobodyAsks() {
        return (CallStore) Proxy.newProxyInstance(
                LinesTest.class.getClassLoader(), new Class<?>[] {CallStore.class}, (store, method, arguments) -> {
                    throw new AssertionError("the store was asked: " + method.getName());
                });
    }
}
