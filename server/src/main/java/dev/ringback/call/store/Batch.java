package dev.ringback.call.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes that are committed together, by kind. Where one statement cannot do it all, in the order in which they are
/// run.
///
/// @param adopting invitations that take a row of REST over
/// @param invitations those that make a row
record Batch(
        List<MoveWrite> moves,
        List<SmallWrite<?>> small,
        List<InviteWrite> adopting,
        List<InvitationWrite<?>> invitations) {

    static Batch of(List<Write<?>> writes) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        writes.forEach(batch::add);
        return batch;
    }

    private void add(Write<?> write) {
        switch (write) {
            case MoveWrite it -> moves.add(it);
            case SmallWrite<?> it -> small.add(it);
            case InviteWrite it when it.adopts().isPresent() -> adopting.add(it);
            case InviteWrite it -> invitations.add(it);
            case LogWrite it -> invitations.add(it);
        }
    }

    /// Whether one statement does it all.
    boolean isOneStatement() {
        return small.isEmpty() && adopting.isEmpty();
    }

    List<InvitationWrite<?>> allInvitations() {
        return Stream.<InvitationWrite<?>>concat(adopting.stream(), invitations.stream())
                .toList();
    }
}
