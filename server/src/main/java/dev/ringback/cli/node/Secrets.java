package dev.ringback.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// Files that only their owner may read (mode 0600, folders 0700), and what is written into them.
final class Secrets {
    private static final int BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Secrets() {}

    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, OWNER_FOLDER);
    }

    /// Makes a random secret unless the file is there. Two processes that do it at once end up with the same one.
    ///
    /// @return the file; it holds 64 hexadecimal digits
    static Path madeOnce(Path file) {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            write(file, HexFormat.of().formatHex(random), false);
        }
        return file;
    }

    /// @param content replaces what the file held, all at once
    static void replace(Path file, String content) {
        write(file, content, true);
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String content, boolean replace) {
        try {
            makeFolder(file.getParent());
            Path whole =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", OWNER_FILE);
            Files.writeString(whole, content + "\n");
            if (replace) {
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                linkUnlessThere(whole, file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void linkUnlessThere(Path whole, Path file) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            // theirs is as good as ours
        } finally {
            Files.delete(whole);
        }
    }
}
