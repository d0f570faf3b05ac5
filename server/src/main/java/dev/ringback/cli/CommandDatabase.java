package dev.ringback.cli;

import dev.ringback.cli.node.CannotStartException;
import dev.ringback.cli.node.DataFolder;
import dev.ringback.cli.node.EmbeddedDatabase;
import dev.ringback.config.Access;
import dev.ringback.config.DatabaseAddress;
import dev.ringback.config.SettingSource;

/// The database that a command looks at: the one that is named, else that of the server which runs on the data folder.
final class CommandDatabase {

    private CommandDatabase() {}

    /// @throws CannotStartException when no database is named and no server runs
    static DatabaseAddress find() {
        Access access = Access.read(SettingSource.ofProcess());
        return access.database()
                .or(() -> EmbeddedDatabase.running(DataFolder.at(access.dataDir())))
                .orElseThrow(() -> new CannotStartException(
                        "no server runs on " + access.dataDir() + ": start it, or say --database postgresql://…"));
    }
}
