package dev.ringback.e2e.world;

/// Two people with a conversation, each on one phone.
///
/// @param talk the conversation of the two
/// @param alice the first one's phone
/// @param bob the second one's phone
public record Scene(Conversation talk, Phone alice, Phone bob) {

    /// Alice calls and Bob's phone has been given the invitation.
    ///
    /// @return the call's id
    public String invited() {
        String call = alice.invites(talk);
        bob.hears("call_invitation");
        return call;
    }

    /// Alice calls and Bob's phone rings.
    ///
    /// @return the call's id
    public String ringing() {
        String call = invited();
        bob.rings(call);
        alice.hears("call_ringing");
        return call;
    }

    /// The two are in a call.
    ///
    /// @return the call's id
    public String talking() {
        String call = ringing();
        bob.answers(call);
        alice.hears("call_answer");
        return call;
    }
}
