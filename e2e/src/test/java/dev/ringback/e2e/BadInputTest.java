package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.e2e.world.Json;
import dev.ringback.e2e.world.Person;
import dev.ringback.e2e.world.Sdp;
import dev.ringback.e2e.world.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages that ask for what cannot be are answered with a clear error that names the field (protocol §2 "Error
/// codes").
class BadInputTest extends BesideNeighbours {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "conversation_id | -",
                "conversation_id | null",
                "conversation_id | \"1\"",
                "conversation_id | 1.5",
                "conversation_id | -1",
                "conversation_id | 0",
                "conversation_id | 1e30",
                "conversation_id | 9223372036854775808",
                "conversation_id | {}",
                "call_type | -",
                "call_type | null",
                "call_type | \"hologram\"",
                "call_type | 1",
                "offer | -",
                "offer | null",
                "offer | \"v=0\"",
                "offer | {}",
                "offer | {\"type\":\"answer\",\"sdp\":\"v=0\"}",
                "offer | {\"type\":\"offer\"}",
                "offer | {\"type\":\"offer\",\"sdp\":5}",
                "call_id | 5",
                "call_id | \"abc\"",
                "call_id | \"\"",
                "call_id | \"00000000-0000-0000-0000-00000000000g\"",
                "to_user_id | \"x\"",
                "to_user_id | -5"
            })
    void wrongFieldOfAnInvitationIsNamed(String field, String value) {
        ObjectNode invitation = invitation();
        if (value == null) {
            invitation.remove(field);
        } else {
            invitation.set(field, Json.read(value));
        }
        String refused =
                alice.sends(invitation).refused("bad_message").path("field").asText();
        assertThat(refused).as("field").isIn(field, field + ".sdp", field + ".type");
        assertThat(world.rows().ofConversation(scene.talk().id())).isEmpty();
        scene.bob().hearsNo("call_invitation");
    }

    @Test
    void nulAndHalvesOfSurrogatePairsAreBadMessages() {
        for (String bad : new String[] {"\\u0000", "\\ud800", "\\udc00x", "\\ud800\\ud800"}) {
            alice.line().send(invitation().toString().replace("s=bad", "s=" + bad));
            alice.hearsError("bad_message");
            alice.line().send("{\"type\":\"call_ended\",\"call_id\":\"" + bad + "\"}");
            alice.hearsError("bad_message");
            alice.line().send("{\"type\":\"ping\",\"id\":\"" + bad + "\"}");
            alice.hearsError("bad_message");
        }
        alice.line().send(invitation().toString().replace("s=bad", "s=\\ud83d\\ude00"));
        scene.bob().hears("call_invitation");
        alice.hears("ack");
        alice.asks("call_cancelled", "conversation_id", scene.talk().id()).accepted();
        scene.bob().hears("call_cancelled");
    }

    @Test
    void invitationToWhereOneIsNotOrCannotCallIsRefusedAndLeavesNoRow() {
        Person hana = world.person("Hana");
        Person dawit = world.person("Dawit");
        long others = world.conversation(hana, dawit).id();
        long three = world.group(alice.person(), hana, dawit);
        long two = world.group(alice.person(), hana);

        invitedTo(others, "not_participant");
        invitedTo(World.newId(), "not_participant");
        invitedTo(three, "not_supported");
        invitedTo(two, "not_supported");
        for (long conversation : new long[] {others, three, two}) {
            assertThat(world.rows().ofConversation(conversation)).isEmpty();
        }
    }

    @Test
    void invitationToOneselfIsRefused() {
        ObjectNode toMyself = invitation();
        Json.put(toMyself, "to_user_id", alice.person().id());
        assertThat(alice.sends(toMyself).word()).isIn("bad_message", "not_supported", "not_participant");
        assertThat(world.rows().ofConversation(scene.talk().id())).isEmpty();
    }

    @Test
    void callOfOthersIsNotFoundWhateverOneSays() {
        for (String type : new String[] {"call_ringing", "call_declined", "call_cancelled", "call_ended"}) {
            alice.tries(type, neighboursCall).refused("not_found");
        }
        alice.tries("call_answer", neighboursCall, "answer", Sdp.answer("x")).refused("not_found");
        alice.asks("call_ended", "conversation_id", neighbours.talk().id()).refused("not_found");
        neighbours.bob().hearsNo("call_ended", "call_answer", "error");
    }

    @Test
    void wrongFieldsOfOtherMessagesAreNamed() {
        String call = scene.talking();
        alice.tries("call_answer", call).refusedField("answer");
        alice.tries("ice_candidate", call).refusedField("candidate");
        alice.tries("ice_candidate", call, "candidate", 5).refusedField("candidate");
        alice.tries("webrtc_offer", call).refusedField("offer");
        alice.tries("webrtc_answer", call, "answer", "v=0").refusedField("answer");
        alice.tries("call_mode_switched", call).refusedField("new_mode");
        alice.tries("call_mode_switched", call, "new_mode", "hologram").refusedField("new_mode");
        alice.tries("call_media", call, "audio", "yes").refusedField("audio");
        alice.tries("call_ended", call, "reason", 5).refusedField("reason");
        alice.asks("authenticate").refusedField("token");
        scene.bob().fence();
        assertThat(world.rows().statuses(call)).containsExactly("initiated", "ringing", "answered");
        alice.hangsUp(call);
        scene.bob().hears("call_ended");
    }

    private void invitedTo(long conversation, String code) {
        ObjectNode invitation = invitation();
        Json.put(invitation, "conversation_id", conversation);
        alice.sends(invitation).refused(code);
    }

    private ObjectNode invitation() {
        return Json.object(
                "type",
                "call_invitation",
                "id",
                UUID.randomUUID().toString(),
                "conversation_id",
                scene.talk().id(),
                "call_type",
                "voice",
                "offer",
                Sdp.offer("bad"));
    }
}
