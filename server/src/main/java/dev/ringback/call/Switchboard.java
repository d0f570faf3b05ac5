package dev.ringback.call;

import dev.ringback.core.call.Notice;
import dev.ringback.core.id.DeviceId;
import dev.ringback.core.id.UserId;
import dev.ringback.directory.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who is connected to this node, and through which devices. Changed on the call loop only; whether somebody is online
/// may be asked from any thread.
public final class Switchboard implements Presence {

    private final Map<UserId, Map<DeviceId, Session>> sessions = new ConcurrentHashMap<>();
    /// The newest socket of a device that another one's still serves, by that other one.
    private final Map<Session, Session> heirs = new HashMap<>();

    /// Gives a session its device's place, the newest among its person's.
    ///
    /// @return the one that had it
    Optional<Session> add(Session session) {
        Map<DeviceId, Session> own = sessions.computeIfAbsent(session.user(), any -> new LinkedHashMap<>(2));
        Session replaced = own.remove(session.device());
        own.put(session.device(), session);
        if (replaced != null) {
            heirs.remove(replaced);
        }
        return Optional.ofNullable(replaced);
    }

    /// Lets a session wait for the place of its device's present one.
    ///
    /// @return the one that waited for it before
    Optional<Session> await(Session heir, Session present) {
        return Optional.ofNullable(heirs.put(present, heir));
    }

    /// The session that waits for the place of this one.
    Optional<Session> heir(Session present) {
        return Optional.ofNullable(heirs.get(present));
    }

    /// Whether a session waits for its device's place.
    boolean waits(Session session) {
        return find(session.user(), session.device()).flatMap(this::heir).equals(Optional.of(session));
    }

    /// A session waits no more.
    void stopWaiting(Session session) {
        find(session.user(), session.device()).ifPresent(present -> heirs.remove(present, session));
    }

    /// Removes a session, and its heir's claim with it, unless another socket of its device has taken its place.
    ///
    /// @return whether it was there
    boolean remove(Session session) {
        Map<DeviceId, Session> own = sessions.get(session.user());
        if (own == null || !own.remove(session.device(), session)) {
            return false;
        }
        heirs.remove(session);
        if (own.isEmpty()) {
            sessions.remove(session.user());
        }
        return true;
    }

    /// A person's sessions, the oldest first; a copy.
    List<Session> of(UserId user) {
        Map<DeviceId, Session> own = sessions.get(user);
        return own == null ? List.of() : List.copyOf(own.values());
    }

    /// The session of one device.
    Optional<Session> find(UserId user, DeviceId device) {
        Map<DeviceId, Session> own = sessions.get(user);
        return own == null ? Optional.empty() : Optional.ofNullable(own.get(device));
    }

    /// Whether a session has its device's place.
    boolean isHere(Session session) {
        return find(session.user(), session.device()).equals(Optional.of(session));
    }

    /// The sessions that an audience means; a copy.
    List<Session> of(Notice.Audience audience) {
        Map<DeviceId, Session> own = sessions.get(audience.user());
        if (own == null) {
            return List.of();
        }
        List<Session> meant = new ArrayList<>(own.size());
        for (Session session : own.values()) {
            if (audience.includes(session.device())) {
                meant.add(session);
            }
        }
        return meant;
    }

    /// Everybody's; a copy.
    List<Session> all() {
        List<Session> all = new ArrayList<>();
        for (Map<DeviceId, Session> own : sessions.values()) {
            Collection<Session> values = own.values();
            all.addAll(values);
        }
        return all;
    }

    /// How many people are online; any thread may ask.
    public int people() {
        return sessions.size();
    }

    @Override
    public boolean online(UserId user) {
        return sessions.containsKey(user);
    }
}
