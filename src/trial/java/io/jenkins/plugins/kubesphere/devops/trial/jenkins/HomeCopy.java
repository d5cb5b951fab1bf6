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
 * A home, and what of it is to be copied. It is only ever read. A symbolic link is followed, because one that was kept would
 * lead out of the copy, back to the original.
 */
public final class HomeCopy {
    static final long LARGE = 1_000_000_000;

    private final Path home;
    private final Set<String> leftOut = new TreeSet<>();
    private long files;
    private long bytes;

    private HomeCopy(Path home) {
        this.home = home;
    }

    /**
     * Looks at a home, and what a copy would take.
     *
     * @throws IllegalStateException if it is none, is in use, or cannot be read; the message says what to do
     */
    public static HomeCopy of(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            throw new IllegalStateException("--home " + home + " is no folder; give a JENKINS_HOME");
        }
        if (!Files.isRegularFile(home.resolve("config.xml")) || !Files.isDirectory(home.resolve("plugins"))) {
            throw new IllegalStateException("--home " + home
                    + " is no JENKINS_HOME: it has no config.xml or no plugins/; to start afresh give --plugins");
        }
        Path real = home.toRealPath();
        OptionalLong user = HomeProcessFinder.of(real);
        if (user.isPresent()) {
            throw new IllegalStateException(
                    "--home " + home + " is in use by a running Jenkins, process " + user.getAsLong()
                            + ", which changes it while it is copied; stop that one first, or give a backup");
        }
        HomeCopy copy = new HomeCopy(real);
        copy.measure();
        return copy;
    }

    private void measure() throws IOException {
        walk(new Visitor() {
            @Override
            void copied(Path file, BasicFileAttributes attributes) {
                files++;
                bytes += attributes.size();
            }
        });
    }

    /** The folder of its plugins. */
    public Path plugins() {
        return home.resolve("plugins");
    }

    /** What is copied, and what is not, for people. */
    public String summary() {
        return String.format(Locale.ROOT, "%,d files, %.1f MB", files, bytes / 1e6);
    }

    public String leftOut() {
        return String.join(", ", leftOut);
    }

    /**
     * Copies it, with the permissions that the files have.
     *
     * @param target a folder that does not exist yet; only its owner will get into it
     * @param large whether it may be more than {@link #LARGE} bytes
     * @throws IllegalStateException if it is too large or cannot be read; the message says what to do
     */
    public void to(Path target, boolean large) throws IOException {
        if (bytes > LARGE && !large) {
            throw new IllegalStateException("the copy of " + home + " takes " + summary() + " ("
                    + (leftOut.isEmpty() ? "nothing is left out" : "without " + leftOut())
                    + "); give --large, too, to copy it nevertheless");
        }
        long free = Files.getFileStore(target.getParent()).getUsableSpace();
        if (bytes > free) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "the copy of %s takes %s, and %s has room for %.1f MB; make room there",
                    home,
                    summary(),
                    target.getParent(),
                    free / 1e6));
        }
        Files.createDirectory(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        walk(new Visitor() {
            @Override
            void entered(Path folder) throws IOException {
                if (!folder.equals(home)) {
                    Path made = target.resolve(home.relativize(folder).toString());
                    Files.copy(folder, made, StandardCopyOption.COPY_ATTRIBUTES);
                    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(made));
                    // Else it could neither be filled nor removed.
                    permissions.addAll(PosixFilePermissions.fromString("rwx------"));
                    Files.setPosixFilePermissions(made, permissions);
                }
            }

            @Override
            void copied(Path file, BasicFileAttributes attributes) throws IOException {
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
        return new IllegalStateException("cannot read " + file
                + "; run this as the user whom the home belongs to, or give a copy that you may read");
    }

    /** Goes through what is copied, and remembers what is not. */
    private abstract class Visitor extends SimpleFileVisitor<Path> {
        void entered(Path folder) throws IOException {}

        abstract void copied(Path file, BasicFileAttributes attributes) throws IOException;

        private boolean without(Path path, boolean folder) {
            var reason = HomeRules.leftOut(home.relativize(path), folder);
            reason.ifPresent(leftOut::add);
            return reason.isPresent();
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (!folder.equals(home) && without(folder, true)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            entered(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (without(file, false)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                copied(file, attributes);
            } else {
                leftOut.add(attributes.isSymbolicLink() ? "links that lead nowhere" : "sockets and pipes");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (without(file, false) || without(file, true)) {
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof FileSystemLoopException) {
                leftOut.add("links that lead in a circle");
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof AccessDeniedException) {
                throw unreadable(file);
            }
            throw e;
        }
    }
}
