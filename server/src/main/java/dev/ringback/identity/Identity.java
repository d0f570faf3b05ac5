package dev.ringback.identity;

import dev.ringback.core.id.UserId;
import java.time.Instant;
import java.util.Optional;

/// What a verified token says (design §6). Nothing in a message can change it.
///
/// @param user `sub`
/// @param name `name`
/// @param picture `picture`, an address
/// @param profileId `profile_id`; the user id when the token names none
/// @param profileType `profile_type`
/// @param expiresAt when the token is over: a socket closes with 4401 then
public record Identity(
        UserId user,
        Optional<String> name,
        Optional<String> picture,
        Optional<Long> profileId,
        Optional<String> profileType,
        Instant expiresAt) {}
