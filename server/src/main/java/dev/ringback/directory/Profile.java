package dev.ringback.directory;

/// One of a person's acting profiles: a student here, a tutor there.
///
/// @param id the host's number of the profile; the user id where the host has none
/// @param type its kind, such as `student`; at most 50 characters
public record Profile(long id, String type) {

    /// The kind of profile where the host has none.
    public static final String DEFAULT_TYPE = "user";
}
