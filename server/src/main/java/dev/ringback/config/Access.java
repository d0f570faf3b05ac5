package dev.ringback.config;

import java.nio.file.Path;
import java.util.Optional;

/// What a command beside the server needs of the settings: where the calls are, and the key of the tokens. Mistakes in
/// the other settings don't matter to it.
///
/// @param dataDir folder of the embedded PostgreSQL and of the secrets made here; absolute
/// @param database an outside PostgreSQL; empty: the embedded one
/// @param jwtSecret empty: the one kept in the data folder
public record Access(Path dataDir, Optional<DatabaseAddress> database, Optional<Secret> jwtSecret) {
    /// @param source where values come from
    /// @return these settings, checked
    /// @throws InvalidConfigException with every mistake in them
    public static Access read(SettingSource source) {
        return new ConfigReader(source).readAccess();
    }
}
