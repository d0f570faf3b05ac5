package dev.ringback.core.call;

import dev.ringback.core.id.UserId;
import java.util.Optional;

/// One of a call's two people, as they were called when it began.
///
/// @param userId the host's number
/// @param profileId the seed's acting profile; the user id where the host has none
/// @param profileType the seed's kind of profile, such as `student`; `user` where the host has none
/// @param name what the other side reads; empty when it was erased
/// @param avatar address of a picture, when there is one
public record Party(UserId userId, long profileId, String profileType, String name, Optional<String> avatar) {}
