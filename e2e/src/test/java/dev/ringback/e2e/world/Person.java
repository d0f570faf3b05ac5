package dev.ringback.e2e.world;

/// Somebody in the host application.
///
/// @param id the user id
/// @param name as others read it
/// @param avatar an address
/// @param profileId the acting profile, another number than the user id
/// @param profileType the kind of that profile
/// @param token a good one
public record Person(long id, String name, String avatar, long profileId, String profileType, String token) {}
