package dev.ringback.call.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.core.call.Party;
import dev.ringback.core.id.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The column `call_logs.participants`: the two people as they were called when the call began, caller first. Names
/// and avatars may have been erased since; nothing else of it is ever missing. Any thread may call it.
final class PeopleJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader READER = JSON.readerForListOf(Person.class);
    private static final ObjectWriter WRITER =
            JSON.writerFor(JSON.getTypeFactory().constructCollectionType(List.class, Person.class));

    private PeopleJson() {}

    /// Both people, caller first.
    static String write(Party caller, Party callee) {
        try {
            return WRITER.writeValueAsString(List.of(Person.of(caller), Person.of(callee)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("two people cannot be written as JSON", impossible);
        }
    }

    /// @return caller and callee, in this order
    static List<Party> read(String json) {
        try {
            List<Person> people = READER.readValue(json);
            return List.of(people.get(0).party(), people.get(1).party());
        } catch (JsonProcessingException | IndexOutOfBoundsException broken) {
            throw new IllegalStateException("participants of a call are not two people", broken);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Person(
            long userId,
            long profileId,
            String profileType,
            @Nullable String name,
            @Nullable String avatar) {

        static Person of(Party party) {
            return new Person(
                    party.userId().value(),
                    party.profileId(),
                    party.profileType(),
                    party.name(),
                    party.avatar().orElse(null));
        }

        Party party() {
            return new Party(
                    new UserId(userId), profileId, profileType, name == null ? "" : name, Optional.ofNullable(avatar));
        }
    }
}
