package dev.ringback.cli.imports;

import dev.ringback.cli.imports.People.Member;
import dev.ringback.cli.imports.SourceRow.Profile;
import dev.ringback.core.call.EndReason;
import dev.ringback.core.call.Party;
import dev.ringback.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides what becomes of rows that lie near each other in one conversation. It reads people and writes nothing.
final class Planning {

    /// The longest call (`RINGBACK_MAX_CALL`'s default): a row that stands open for less may be a living call.
    private static final Duration PERHAPS_LIVE = Duration.ofHours(12);
    private static final Set<String> OPEN = Set.of("initiated", "ringing", "answered");

    private final Pairing pairing;
    private final People people;
    private final Map<Long, Long> known;
    private final Instant now;

    /// @param known the call logs that rows became before
    /// @param now the database's time
    Planning(Pairing pairing, People people, Map<Long, Long> known, Instant now) {
        this.pairing = pairing;
        this.people = people;
        this.known = known;
        this.now = now;
    }

    /// What becomes of rows.
    ///
    /// @param calls to be made
    /// @param late halves of calls that were made before, and those calls' rows
    /// @param others what becomes of the rows that are in no new call
    record Plan(List<NewCall> calls, Map<Long, Long> late, List<Fate> others) {}

    /// @param near rows of one conversation, each of a known person
    void plan(List<SourceRow> near, Plan plan) {
        for (Pairing.Group group : pairing.groups(near)) {
            Optional<Long> before = group.rows().stream()
                    .flatMap(row -> Optional.ofNullable(known.get(row.id())).stream())
                    .findFirst();
            if (before.isPresent()) {
                group.rows().forEach(row -> again(row, before.get(), plan));
            } else {
                fresh(group, plan);
            }
        }
    }

    private void again(SourceRow row, long callLog, Plan plan) {
        Optional<Long> own = Optional.ofNullable(known.get(row.id()));
        if (own.isPresent()) {
            plan.others().add(Fate.skipped(row, Skipped.IMPORTED_BEFORE, "as call log " + own.get()));
        } else {
            plan.late().put(row.id(), callLog);
            plan.others()
                    .add(Fate.of(
                            row,
                            Became.MERGED,
                            "into call log %d, which its other half became before".formatted(callLog)));
        }
    }

    private void fresh(Pairing.Group group, Plan plan) {
        List<Member> members = people.of(group.caller().conversation());
        Optional<Fate> wrong = wrong(group, members);
        if (wrong.isPresent()) {
            skip(group, wrong.get(), plan);
            return;
        }
        Mended mended = Mending.mend(group);
        if (mended.reason() == EndReason.RECOVERED && isPerhapsLive(group)) {
            skip(group, Fate.skipped(group.caller(), Skipped.PERHAPS_LIVE, ""), plan);
            return;
        }
        plan.calls().add(new NewCall(group, mended, caller(group), callee(group, members), fates(group, mended)));
    }

    private static void skip(Pairing.Group group, Fate why, Plan plan) {
        group.rows()
                .forEach(row ->
                        plan.others().add(new Fate(row.id(), row.conversation(), why.became(), why.why(), why.what())));
    }

    private static Optional<Fate> wrong(Pairing.Group group, List<Member> members) {
        SourceRow row = group.caller();
        if (members.isEmpty()) {
            return group.callee().isPresent()
                    ? Optional.empty()
                    : Optional.of(Fate.skipped(row, Skipped.PEOPLE_UNKNOWN, "conversation " + row.conversation()));
        }
        if (members.size() != 2) {
            return Optional.of(Fate.skipped(
                    row, Skipped.NOT_TWO, "conversation %d has %d".formatted(row.conversation(), members.size())));
        }
        return group.rows().stream()
                .filter(it -> members.stream()
                        .noneMatch(member -> member.user() == it.author().orElseThrow()))
                .findFirst()
                .map(it -> Fate.skipped(
                        it,
                        Skipped.NOT_PARTICIPANT,
                        "user %d, conversation %d".formatted(it.author().orElseThrow(), it.conversation())));
    }

    private boolean isPerhapsLive(Pairing.Group group) {
        return group.rows().stream()
                .allMatch(row -> OPEN.contains(row.status()) && row.lastKnown().isAfter(now.minus(PERHAPS_LIVE)));
    }

    private static List<Fate> fates(Pairing.Group group, Mended mended) {
        List<Fate> fates = new ArrayList<>();
        String is = mended.reason().status().wire() + ", " + mended.reason().wire();
        fates.add(
                mended.notes().isEmpty()
                        ? Fate.of(group.caller(), Became.IMPORTED, is)
                        : Fate.of(
                                group.caller(), Became.REPAIRED, is + " (" + String.join("; ", mended.notes()) + ")"));
        group.callee()
                .ifPresent(row -> fates.add(
                        Fate.of(row, Became.MERGED, "into row " + group.caller().id() + ": the callee's side of it")));
        return List.copyOf(fates);
    }

    private Party caller(Pairing.Group group) {
        SourceRow row = group.caller();
        return party(row.author().orElseThrow(), Optional.of(row.profile()));
    }

    private Party callee(Pairing.Group group, List<Member> members) {
        long caller = group.caller().author().orElseThrow();
        return group.callee()
                .map(row -> party(row.author().orElseThrow(), Optional.of(row.profile())))
                .orElseGet(() -> members.stream()
                        .filter(member -> member.user() != caller)
                        .map(member -> party(member.user(), member.profile()))
                        .findFirst()
                        .orElseThrow());
    }

    private Party party(long user, Optional<Profile> profile) {
        return new Party(
                new UserId(user),
                profile.map(Profile::id).orElse(user),
                profile.map(Profile::type).orElse("user"),
                people.name(user).orElse(""),
                Optional.empty());
    }
}
