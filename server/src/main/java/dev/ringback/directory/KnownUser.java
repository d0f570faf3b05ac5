package dev.ringback.directory;

import dev.ringback.core.id.UserId;
import java.util.List;
import java.util.Optional;

/// A person as the host application describes them.
///
/// @param id the host's number
/// @param name may be empty
/// @param avatar address of a picture
/// @param profiles all of them; empty: leave what is there
public record KnownUser(UserId id, String name, Optional<String> avatar, Optional<List<Profile>> profiles) {}
