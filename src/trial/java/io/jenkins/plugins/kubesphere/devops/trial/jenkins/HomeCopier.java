package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies a part of a JENKINS_HOME, which is not changed. The copy contains the targets of symbolic links: a copied link
 * would lead back to the original.
 */
public final class HomeCopier {
    static final long LARGE_BYTES = 1_000_000_000;

    private final Path home;
    private final Set<String> omittedKinds = new TreeSet<>();
    private long files;
    private long bytes;

    private HomeCopier(Path home) {
        this.home = home;
    }

    /**
     * Checks a home, and measures its copy.
     *
     * @throws IllegalStateException if the folder is not a home, is in use, or cannot be read; the message says what to
     *     do
     */
    public static HomeCopier prepare(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            throw new IllegalStateException("--home " + home + " is not a folder; give a JENKINS_HOME");
        }
        if (!Files.isRegularFile(home.resolve("config.xml")) || !Files.isDirectory(home.resolve("plugins"))) {
            throw new IllegalStateException("--home " + home
                    + " is not a JENKINS_HOME: it has no config.xml or no plugins/; for a new Jenkins, give --plugins");
        }
        Path real = home.toRealPath();
        OptionalLong process = HomeProcessFinder.find(real);
        if (process.isPresent()) {
            throw new IllegalStateException(
                    "--home " + home + " is in use by a running Jenkins, process " + process.getAsLong()
                            + ", which would change it during the copy; stop that Jenkins first, or give a backup");
        }
        HomeCopier copy = new HomeCopier(real);
        copy.measure();
        return copy;
    }

    private void measure() throws IOException {
        walk(new Visitor() {
            @Override
            void onFile(Path file, BasicFileAttributes attributes) {
                files++;
                bytes += attributes.size();
            }
        });
    }

    /** The folder of the plugins. */
    public Path plugins() {
        return home.resolve("plugins");
    }

    /** Number and size of the files to copy, as a text for the user. */
    public String summary() {
        return String.format(Locale.ROOT, "%,d files, %.1f MB", files, bytes / 1e6);
    }

    /** The kinds of files that are not copied, as a text for the user. */
    public String omittedText() {
        return String.join(", ", omittedKinds);
    }

    /**
     * Copies the home with the permissions of its files.
     *
     * @param target a folder that does not exist yet; only its owner will have access
     * @param large true if the copy may have more than {@link #LARGE_BYTES}
     * @throws IllegalStateException if the copy is too large, or a file cannot be read; the message says what to do
     */
    public void copyTo(Path target, boolean large) throws IOException {
        if (bytes > LARGE_BYTES && !large) {
            throw new IllegalStateException("the copy of " + home + " would have " + summary() + " ("
                    + (omittedKinds.isEmpty() ? "the whole home" : "without " + omittedText())
                    + "); add --large to allow that");
        }
        long free = Files.getFileStore(target.getParent()).getUsableSpace();
        if (bytes > free) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "the copy of %s needs %s, but %s has only %.1f MB free; free space there",
                    home,
                    summary(),
                    target.getParent(),
                    free / 1e6));
        }
        Files.createDirectory(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        walk(new Visitor() {
            @Override
            void onFolder(Path folder) throws IOException {
                if (!folder.equals(home)) {
                    Path copy = target.resolve(home.relativize(folder).toString());
                    Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(copy));
                    // Without these permissions, the trial could neither fill nor delete the folder.
                    permissions.addAll(PosixFilePermissions.fromString("rwx------"));
                    Files.setPosixFilePermissions(copy, permissions);
                }
            }

            @Override
            void onFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.copy(
                            file, target.resolve(home.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (AccessDeniedException e) {
                    throw unreadable(file);
                }
            }
        });
    }

    private void walk(Visitor visitor) throws IOException {
        Files.walkFileTree(home, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    }

    private static IllegalStateException unreadable(Path file) {
        return new IllegalStateException(
                "cannot read " + file + "; start ./run as the owner of the home, or give a copy that you may read");
    }

    /** Visits the files and folders to copy, and remembers which kinds of files are not copied. */
    private abstract class Visitor extends SimpleFileVisitor<Path> {
        void onFolder(Path folder) throws IOException {}

        abstract void onFile(Path file, BasicFileAttributes attributes) throws IOException;

        private boolean isOmitted(Path path, boolean folder) {
            var reason = HomeCopyFilter.findOmittedKind(home.relativize(path), folder);
            reason.ifPresent(omittedKinds::add);
            return reason.isPresent();
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (!folder.equals(home) && isOmitted(folder, true)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            onFolder(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isOmitted(file, false)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                onFile(file, attributes);
            } else {
                omittedKinds.add(attributes.isSymbolicLink() ? "broken links" : "sockets and pipes");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (isOmitted(file, false) || isOmitted(file, true)) {
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof FileSystemLoopException) {
                omittedKinds.add("links to a parent folder");
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof AccessDeniedException) {
                throw unreadable(file);
            }
            throw e;
        }
    }
}
