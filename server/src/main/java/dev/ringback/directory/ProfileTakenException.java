package dev.ringback.directory;

/// A pushed profile belongs to somebody else; nothing of its batch is written.
public final class ProfileTakenException extends RuntimeException {

    ProfileTakenException(Profile profile) {
        super("profile " + profile.id() + " of type " + profile.type() + " belongs to another person");
    }
}
