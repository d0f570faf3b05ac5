package dev.ringback.cli.node;

import dev.ringback.config.Secret;
import dev.ringback.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder that a node keeps: the embedded PostgreSQL and the secrets made for it. Only its owner may look in.
///
/// | file | what |
/// | --- | --- |
/// | `lock` | held while a node runs here; holds its process id |
/// | `postgres/`, `postgres-bin/`, `postgres.log` | the data, the program, what it says |
/// | `secrets/` | passwords and keys, mode 0600 |
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final @Nullable FileChannel channel;

    private DataFolder(Path path, @Nullable FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// @param path the folder; it need not be there
    /// @return a way to its files, without the right to start a PostgreSQL in it
    public static DataFolder at(Path path) {
        return new DataFolder(path, null);
    }

    /// Takes the folder for this process, until it is closed or the process ends, however it ends.
    ///
    /// @param path made when it is not there
    /// @throws CannotStartException when another process has it, or it can't be used
    static DataFolder lock(Path path) {
        try {
            Secrets.makeFolder(path);
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                String pid = Files.readString(path.resolve("lock")).strip();
                channel.close();
                throw new CannotStartException("the data folder %s is in use by process %s".formatted(path, pid));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, channel);
        } catch (IOException failed) {
            throw unusable(path, failed);
        }
    }

    Path postgresData() {
        return path.resolve("postgres");
    }

    Path postgresPrograms() {
        return path.resolve("postgres-bin");
    }

    Path postgresLog() {
        return path.resolve("postgres.log");
    }

    /// @return the file with the embedded database's password, made when it is not there
    Path databasePassword() {
        return Secrets.madeOnce(secret("database-password"));
    }

    /// @return the file with the password of its superuser, made when it is not there
    Path superuserPassword() {
        return Secrets.madeOnce(secret("superuser-password"));
    }

    /// @return the file with the key of the tokens, made when it is not there
    Path jwtSecret() {
        return Secrets.madeOnce(secret("jwt-secret"));
    }

    /// @return the key of the tokens that is kept here, made when there is none
    /// @throws CannotStartException when the folder can't be used
    public Secret keptJwtSecret() {
        try {
            return new Secret(Secrets.read(jwtSecret()));
        } catch (UncheckedIOException failed) {
            throw unusable(path, failed.getCause());
        }
    }

    /// @return the password once more, as psql reads it; there when the embedded database was started here
    Path passFile() {
        return secret("pgpass");
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static CannotStartException unusable(Path path, IOException failed) {
        String why = switch (failed) {
            case AccessDeniedException denied -> "it may not be written";
            case FileAlreadyExistsException file -> "it is a file";
            case NoSuchFileException nowhere -> "it can't be made there";
            default -> String.valueOf(failed.getMessage());
        };
        return new CannotStartException(
                "%s: the folder %s can't be used: %s".formatted(Setting.DATA_DIR.variable(), path, why), failed);
    }

    private Path secret(String name) {
        return path.resolve("secrets").resolve(name);
    }
}
