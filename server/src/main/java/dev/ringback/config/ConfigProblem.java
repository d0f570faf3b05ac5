package dev.ringback.config;

/// One mistake in the settings, in a sentence that does not repeat a secret.
///
/// @param setting which one
/// @param message what is wrong and what would be right
public record ConfigProblem(Setting setting, String message) {
    @Override
    public String toString() {
        return setting.variable() + ": " + message;
    }
}
