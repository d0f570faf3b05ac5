package dev.ringback.cli.imports;

import dev.ringback.config.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/// What is to be imported, and how.
///
/// @param from the database that holds the old log
/// @param table its name there, with its schema if need be; letters, digits, `_` and one dot
/// @param into a Ringback database
/// @param apply false: only say what would be done
/// @param zone of times that say none
/// @param window between the beginnings of the two rows of one call, at most
/// @param people a file of people and conversations
/// @param source what the log is called in `imported_calls`; otherwise database, schema and table
public record ImportOrder(
        DatabaseAddress from,
        String table,
        DatabaseAddress into,
        boolean apply,
        ZoneId zone,
        Duration window,
        Optional<Path> people,
        Optional<String> source) {}
