package dev.ringback.e2e.browser;

import java.util.List;

/// Two people on two pages, in or on the way to one call.
///
/// @param caller who presses call
/// @param callee who is called
record Pair(Stage stage, Tab caller, Tab callee) {

    /// Abebe and Sara, each in a browser of their own.
    static Pair on(Stage stage) {
        return new Pair(stage, stage.tab(DemoPerson.ABEBE), stage.tab(DemoPerson.SARA));
    }

    List<Tab> both() {
        return List.of(caller, callee);
    }

    /// Lets the callee's page ring.
    ///
    /// @param button "Voice call" or "Video call"
    /// @return the call's id
    String ring(String button) {
        caller.press(button);
        callee.rings();
        caller.shows("ringing");
        return caller.callId();
    }

    /// Lets the two talk.
    ///
    /// @return the call's id
    String talk(String button) {
        String call = ring(button);
        callee.press("Accept");
        bothTalk();
        return call;
    }

    /// Both are in the call and hear each other.
    void bothTalk() {
        for (Tab tab : both()) {
            tab.shows("in-call");
            tab.soundFlows();
            tab.hearsNoRing();
        }
    }

    /// Nothing rings any more, and each history's card has its words.
    void agreeAfterwards(String call, String callersWords, String calleesWords) {
        both().forEach(Tab::hearsNoRing);
        caller.showsCard(call, callersWords);
        callee.showsCard(call, calleesWords);
    }

    /// One of them hangs up; both screens and the row agree.
    Record hangUp(Tab by, String call, int atLeastSeconds) {
        by.press("Hang up");
        both().forEach(tab -> tab.shows("ended"));
        Record row = Record.of(stage.rows(), call)
                .is("ended", "hangup")
                .endedBy(by.person())
                .withTalkOf(atLeastSeconds);
        for (Tab tab : both()) {
            tab.showsEnd(row.words());
            tab.showsCard(call, row.words());
        }
        return row;
    }
}
