package dev.ringback.core.call;

import dev.ringback.core.call.Notice.Audience;
import dev.ringback.core.call.Notice.News;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who must be told what, as pure functions of a committed call: "a cancel silences every ringing device" is a unit
/// test of this class. The order of a list is the order of sending.
public final class CallNotices {

    private CallNotices() {}

    /// After the invitation's own commit. A call that was final from its first moment (the callee is busy, or the
    /// cancel overtook the invitation) never rings.
    public static List<Notice> begun(Call call) {
        return call.closed().map(end -> ended(call, end)).orElseGet(() -> invitation(call));
    }

    /// After a transition from `before`, which led to `after`.
    public static List<Notice> moved(Call before, CallEvent event, Call after) {
        return switch (event) {
            case CallEvent.Adopted it -> invitation(after);
            case CallEvent.RingStarted it -> toLeg(after, Role.CALLER, News.Ringing.RINGING);
            case CallEvent.CallAnswered it -> answered(after);
            case CallEvent.ModeSwitched it -> switched(after, it);
            case CallEvent.TakenOver it ->
                toLeg(before, it.role(), new News.Taken(it.by().device(), Status.ANSWERED));
            case CallEvent.CallClosed it -> ended(after, after.closed().orElseThrow());
        };
    }

    /// What devices are to know of a call as it stands, for those that missed how it came to be so.
    public static List<Notice> standing(Call call) {
        return switch (call.progress()) {
            case Progress.Initiated it -> invitation(call);
            case Progress.Ringing it -> {
                List<Notice> notices = new ArrayList<>(invitation(call));
                notices.addAll(toLeg(call, Role.CALLER, News.Ringing.RINGING));
                yield notices;
            }
            case Progress.Answered it -> answered(call);
            case Progress.Closed it -> ended(call, it);
        };
    }

    /// A side's device went away; told in a call only, while it rings the caller's grace is silent.
    public static List<Notice> lost(Call call, Role role) {
        return call.status() == Status.ANSWERED ? toLeg(call, role.other(), News.PeerLost.PEER_LOST) : List.of();
    }

    /// It came back.
    public static List<Notice> resumed(Call call, Role role) {
        return call.status() == Status.ANSWERED ? toLeg(call, role.other(), News.PeerResumed.PEER_RESUMED) : List.of();
    }

    /// The invitation: every device of the callee.
    public static List<Notice> invitation(Call call) {
        return List.of(new Notice(every(call, Role.CALLEE), News.Invitation.INVITATION));
    }

    private static List<Notice> answered(Call call) {
        List<Notice> notices = new ArrayList<>(toLeg(call, Role.CALLER, News.Answer.ANSWER));
        call.callee()
                .device()
                .ifPresent(device -> notices.add(new Notice(
                        new Audience.OtherDevices(user(call, Role.CALLEE), device),
                        new News.Taken(Optional.of(device), Status.ANSWERED))));
        return notices;
    }

    private static List<Notice> switched(Call call, CallEvent.ModeSwitched event) {
        return call.role(event.by().user())
                .map(role -> toLeg(call, role.other(), new News.ModeSwitched(event.mode())))
                .orElse(List.of());
    }

    /// All devices of the other side and the sender's other devices; all of both when nobody sent it. A decline is
    /// first told to the callee's other devices as `call_taken`.
    /// A row that only REST knew never rang: its people's logs are updated, that is all.
    private static List<Notice> ended(Call call, Progress.Closed end) {
        List<Notice> notices = new ArrayList<>();
        for (Role role : call.facts().signaled() ? Role.values() : new Role[0]) {
            Audience audience = exceptSender(call, role, end);
            if (role == Role.CALLEE && end.reason() == EndReason.DECLINED) {
                Optional<DeviceId> by = end.by().flatMap(Progress.Closer::device);
                notices.add(new Notice(audience, new News.Taken(by, Status.DECLINED)));
            }
            notices.add(new Notice(audience, News.Final.FINAL));
        }
        for (Role role : Role.values()) {
            notices.add(new Notice(every(call, role), News.LogUpdated.LOG_UPDATED));
        }
        return notices;
    }

    private static Audience exceptSender(Call call, Role role, Progress.Closed end) {
        UserId user = user(call, role);
        return end.by()
                .filter(closer -> closer.user().equals(user))
                .flatMap(Progress.Closer::device)
                .<Audience>map(device -> new Audience.OtherDevices(user, device))
                .orElseGet(() -> new Audience.EveryDevice(user));
    }

    private static List<Notice> toLeg(Call call, Role role, News news) {
        return call.leg(role)
                .device()
                .map(device -> List.of(new Notice(new Audience.OneDevice(user(call, role), device), news)))
                .orElse(List.of());
    }

    private static Audience every(Call call, Role role) {
        return new Audience.EveryDevice(user(call, role));
    }

    private static UserId user(Call call, Role role) {
        return call.facts().party(role).userId();
    }
}
