package dev.ringback.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.core.call.CallType;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Outcome;
import dev.ringback.core.call.Status;
import dev.ringback.docs.AsyncApi.Side;
import dev.ringback.problem.ProblemType;
import dev.ringback.protocol.BadMessage;
import dev.ringback.protocol.ClientType;
import dev.ringback.protocol.CloseCode;
import dev.ringback.protocol.MessageDecoder;
import dev.ringback.protocol.MessageEncoder;
import dev.ringback.protocol.ServerMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/asyncapi.yaml` describes what the decoder reads and what the encoder writes, no more and no less.
class AsyncApiTest {

    private static final int CANDIDATE_BYTES_MAX = 4_096;
    private static final AsyncApi API = new AsyncApi();
    private static final ObjectMapper JSON = new ObjectMapper();

    /// HTTP knows these as well; the socket never says them.
    private static final Set<ProblemType> HTTP_ONLY = Set.of(
            ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.CONFLICT,
            ProblemType.UNSUPPORTED_MEDIA_TYPE);

    static List<ServerMessage> serverMessages() {
        return EveryServerMessage.examples();
    }

    static Stream<Class<?>> serverMessageKinds() {
        return kinds(ServerMessage.class);
    }

    static Set<String> serverTypes() {
        return API.types(Side.SERVER);
    }

    @Test
    void clientTypesAreThoseOfTheDecoder() {
        assertThat(API.types(Side.CLIENT)).isEqualTo(words(ClientType.values(), ClientType::wire));
    }

    @Test
    void serverTypesAreThoseOfTheEncoder() throws IOException {
        Set<String> types = new TreeSet<>();
        for (ServerMessage message : serverMessages()) {
            types.add(frame(message).path("type").asText());
        }
        assertThat(API.types(Side.SERVER)).isEqualTo(types);
    }

    @ParameterizedTest
    @MethodSource("serverMessageKinds")
    void everyKindOfMessageHasAnExampleHere(Class<?> kind) {
        assertThat(serverMessages()).anyMatch(kind::isInstance);
    }

    @ParameterizedTest
    @MethodSource("serverMessages")
    void whatTheEncoderWritesIsDescribed(ServerMessage message) throws IOException {
        assertThat(API.mistakes(Side.SERVER, frame(message))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverTypes")
    void examplesOfTheServerAreRight(String type) {
        assertThat(API.examples(Side.SERVER, type))
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(API.mistakes(Side.SERVER, example)).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void examplesOfClientsAreRightAndAreRead(ClientType type) throws BadMessage {
        List<JsonNode> examples = API.examples(Side.CLIENT, type.wire());
        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            assertThat(API.mistakes(Side.CLIENT, example)).isEmpty();
            assertThat(MessageDecoder.decode(example.toString(), CANDIDATE_BYTES_MAX))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRequiredIsMissed(ClientType type) {
        String message = "/components/messages/client_" + type.wire();
        for (JsonNode required : API.at(message + "/payload/required")) {
            ObjectNode without =
                    API.examples(Side.CLIENT, type.wire()).getFirst().deepCopy();
            without.remove(required.asText());
            assertThatExceptionOfType(BadMessage.class)
                    .isThrownBy(() -> MessageDecoder.decode(without.toString(), CANDIDATE_BYTES_MAX))
                    .satisfies(bad -> assertThat(bad.field()).contains(required.asText()));
        }
    }

    @Test
    void anUndescribedFieldOfTheServerIsAMistake() throws IOException {
        ObjectNode frame = frame(ServerMessage.Pong.PONG);
        frame.put("surprise", true);
        assertThat(API.mistakes(Side.SERVER, frame)).isNotEmpty();
    }

    @Test
    void wordsAreThoseOfTheCode() {
        assertThat(words("CallType")).isEqualTo(words(CallType.values(), CallType::wire));
        assertThat(words("Status")).isEqualTo(words(Status.values(), Status::wire));
        assertThat(words("EndReason")).isEqualTo(words(EndReason.values(), EndReason::wire));
        assertThat(words("Outcome")).isEqualTo(words(Outcome.values(), Outcome::wire));
    }

    @Test
    void errorCodesAreThoseOfTheCatalogue() {
        ProblemType[] ofTheSocket = Arrays.stream(ProblemType.values())
                .filter(type -> !HTTP_ONLY.contains(type))
                .toArray(ProblemType[]::new);
        assertThat(words("ErrorCode")).isEqualTo(words(ofTheSocket, ProblemType::code));
    }

    @Test
    void closeCodesAreThoseOfTheCode() {
        assertThat(API.at("/channels/socket/x-close-codes")
                        .valueStream()
                        .map(it -> it.path("code").asInt() + " "
                                + it.path("come_back").asBoolean()))
                .containsExactly(Arrays.stream(CloseCode.values())
                        .map(it -> it.code() + " " + it.comeBack())
                        .toArray(String[]::new));
    }

    private static Set<String> words(String schema) {
        return API.at("/components/schemas/" + schema + "/enum")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Set<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.toCollection(TreeSet::new));
    }

    private static ObjectNode frame(ServerMessage message) throws IOException {
        return (ObjectNode) JSON.readTree(MessageEncoder.encode(message));
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AsyncApiTest::kinds)
                : Stream.of(type);
    }
}
