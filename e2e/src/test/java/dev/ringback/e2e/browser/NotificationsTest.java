package dev.ringback.e2e.browser;

import static dev.ringback.e2e.browser.DemoPerson.ABEBE;
import static dev.ringback.e2e.browser.DemoPerson.SARA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import dev.ringback.e2e.world.Await;
import dev.ringback.e2e.world.Conversation;
import dev.ringback.e2e.world.Phone;
import dev.ringback.e2e.world.Server;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// System notifications of a page that nobody looks at, as they are given to its service worker and closed.
class NotificationsTest {
    private static final String DATA = "() => JSON.stringify(e2e.notified.at(-1).data)";

    @RegisterExtension
    final Stage stage = Stage.on(Server.usual());

    private final Conversation talk =
            new Conversation(1, ABEBE.asPerson(Server.usual()), SARA.asPerson(Server.usual()));

    @Test
    @DisplayName(
            "1.3.6: a hidden page notifies with Accept and Decline, and the missed call takes the notification's place")
    void theMissedCallReplacesTheRing() {
        Tab sara = hiddenPage();
        Phone abebe = stage.phone(ABEBE);
        String call = abebe.invites(talk);
        shows(sara, "Abebe Kebede is calling | accept | decline");

        abebe.cancels(call);
        shows(sara, "Missed call from Abebe Kebede | call-back");

        sara.asks("() => e2e.look(true)");
        sara.goesTo("#/calls");
        sara.press("Calls 1 missed call");
        shows(sara, "");
    }

    @Test
    @DisplayName(
            "1.3.6: it comes when the page is left while it rings, and goes when the page is seen or the call is answered elsewhere")
    void itComesAndGoesWithTheLookAtThePage() {
        Tab sara = hiddenPage();
        sara.asks("() => e2e.look(true)");
        Phone abebe = stage.phone(ABEBE);
        Phone saras = stage.phone(SARA);
        String call = abebe.invites(talk);
        sara.rings();
        shows(sara, "");
        sara.asks("() => e2e.look(false)");
        shows(sara, "Abebe Kebede is calling | accept | decline");
        sara.asks("() => e2e.look(true)");
        shows(sara, "");
        sara.asks("() => e2e.look(false)");
        shows(sara, "Abebe Kebede is calling | accept | decline");

        saras.answers(call);
        sara.showsEnd("Answered on another device");
        shows(sara, "");
        abebe.hangsUp(call);
    }

    @Test
    @DisplayName("1.3.6: its buttons answer and decline the call of the page that showed it")
    void itsButtonsAnswerAndDecline() {
        Tab sara = hiddenPage();
        Tab abebe = stage.tab(ABEBE);
        abebe.press("Voice call");
        shows(sara, "Abebe Kebede is calling | accept | decline");
        press(sara, "decline");
        abebe.showsEnd("Call declined");
        shows(sara, "");
        abebe.dismiss();
        sara.dismiss();

        String call = new Pair(stage, abebe, sara).ring("Voice call");
        shows(sara, "Abebe Kebede is calling | accept | decline");
        press(sara, "accept");
        Pair pair = new Pair(stage, abebe, sara);
        pair.bothTalk();
        shows(sara, "");
        pair.hangUp(abebe, call, 0);
    }

    private Tab hiddenPage() {
        BrowserContext context = stage.context();
        context.grantPermissions(List.of("notifications"));
        Tab tab = stage.open(SARA, 1, context);
        tab.until("the worker is there", "async () => !!(await navigator.serviceWorker.ready).active");
        tab.asks("() => e2e.look(false)");
        return tab;
    }

    private static void shows(Tab tab, String notifications) {
        tab.until(
                "notifications: " + notifications,
                "expected => [...e2e.noticesShown.values()].join('; ') === expected",
                notifications);
    }

    /// Presses a button of the notification, as the browser tells the service worker.
    private void press(Tab sara, String action) {
        CDPSession browser = stage.browser().newBrowserCDPSession();
        try {
            JsonObject attach = new JsonObject();
            attach.addProperty("targetId", worker(browser));
            attach.addProperty("flatten", false);
            String session = browser.send("Target.attachToTarget", attach)
                    .get("sessionId")
                    .getAsString();
            JsonObject evaluate = new JsonObject();
            evaluate.addProperty("expression", """
                    self.dispatchEvent(Object.assign(new Event('notificationclick'), {
                      action: '%s', notification: { data: %s, close() {} }, waitUntil() {},
                    }))
                    """.formatted(action, sara.asks(DATA)));
            evaluate.addProperty("awaitPromise", true);
            JsonObject command = new JsonObject();
            command.addProperty("id", 1);
            command.addProperty("method", "Runtime.evaluate");
            command.add("params", evaluate);
            JsonObject message = new JsonObject();
            message.addProperty("sessionId", session);
            message.addProperty("message", command.toString());
            AtomicReference<String> answer = new AtomicReference<>();
            browser.on("Target.receivedMessageFromTarget", said -> answer.set(said.toString()));
            browser.send("Target.sendMessageToTarget", message);
            Await.until("the worker has done it", () -> {
                browser.send("Target.getTargets"); // answers come in while something is asked
                return answer.get() != null;
            });
            assertThat(answer.get()).doesNotContain("exceptionDetails");
        } finally {
            browser.detach();
        }
    }

    /// @return the service worker of Sara's browser: the other person's page has one, too
    private static String worker(CDPSession browser) {
        List<JsonObject> targets = browser.send("Target.getTargets").getAsJsonArray("targetInfos").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
        String context = text(targets, info -> text(info, "url").contains("user=" + SARA.id()), "browserContextId");
        return text(
                targets,
                info -> text(info, "type").equals("service_worker")
                        && text(info, "browserContextId").equals(context),
                "targetId");
    }

    private static String text(List<JsonObject> targets, Predicate<JsonObject> like, String field) {
        return targets.stream()
                .filter(like)
                .map(info -> text(info, field))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not among " + targets));
    }

    private static String text(JsonObject info, String field) {
        return info.has(field) ? info.get(field).getAsString() : "";
    }

    @Test
    @DisplayName(
            "1.3.8: nobody is asked about notifications on load or while it rings, only after the switch in the settings")
    void theQuestionComesAfterAClick() {
        Tab sara = stage.tab(SARA);
        Phone abebe = stage.phone(ABEBE);
        String call = abebe.invites(talk);
        sara.rings();
        abebe.cancels(call);
        sara.showsEnd("Missed call");
        assertThat(sara.count("() => e2e.permissionsAsked")).isZero();

        sara.goesTo("#/settings");
        sara.page().getByLabel("Notify me when this page is hidden").click();
        sara.until("the browser is asked", "() => e2e.permissionsAsked === 1");
    }
}
