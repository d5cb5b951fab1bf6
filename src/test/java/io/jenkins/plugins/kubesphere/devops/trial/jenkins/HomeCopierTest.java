package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCopierTest {
    @TempDir
    Path folder;

    private Path home;
    private Path copy;

    @BeforeEach
    void createHome() throws IOException {
        home = Files.createDirectory(folder.toRealPath().resolve("home"));
        copy = folder.resolve("copy");
        write("config.xml", "<hudson/>");
        Files.createDirectory(home.resolve("plugins"));
    }

    @Test
    void jobsAndSecretsAreCopiedButNotBuildsAndWorkspaces() throws IOException {
        write("jobs/web/config.xml", "<flow-definition/>");
        write("jobs/web/builds/1/build.xml", "<flow-build/>");
        write("workspace/web/pom.xml", "<project/>");
        write("secrets/master.key", "secret");

        HomeCopier homeCopier = HomeCopier.prepare(home);
        homeCopier.copyTo(copy, false);

        assertThat(homeCopier.summary()).isEqualTo("3 files, 0.0 MB");
        assertThat(homeCopier.omittedText()).isEqualTo("builds, workspaces");
        assertThat(copy.resolve("jobs/web/config.xml")).hasContent("<flow-definition/>");
        assertThat(copy.resolve("secrets/master.key")).hasContent("secret");
        assertThat(copy.resolve("jobs/web/builds")).doesNotExist();
        assertThat(copy.resolve("workspace")).doesNotExist();
    }

    @Test
    void secretsKeepTheirPermissionsAndOnlyTheOwnerHasAccess() throws IOException {
        permit(write("secrets/master.key", "secret"), "rw-------");
        permit(home.resolve("secrets"), "rwx------");
        permit(write("jobs/web/config.xml", "<flow-definition/>"), "rw-r-----");

        HomeCopier.prepare(home).copyTo(copy, false);

        assertThat(permissions("")).isEqualTo("rwx------");
        assertThat(permissions("secrets")).isEqualTo("rwx------");
        assertThat(permissions("secrets/master.key")).isEqualTo("rw-------");
        assertThat(permissions("jobs/web/config.xml")).isEqualTo("rw-r-----");
    }

    @Test
    void linksOfTheCopyDoNotPointToTheOriginal() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/web"));
        Files.writeString(elsewhere.resolve("config.xml"), "<flow-definition/>");
        Files.createSymbolicLink(home.resolve("jobs"), elsewhere.getParent());
        Files.createSymbolicLink(home.resolve("link.xml"), home.resolve("config.xml"));

        HomeCopier.prepare(home).copyTo(copy, false);

        assertThat(copy.resolve("jobs")).isDirectory();
        assertThat(Files.isSymbolicLink(copy.resolve("jobs"))).isFalse();
        assertThat(copy.resolve("jobs/web/config.xml")).hasContent("<flow-definition/>");
        assertThat(Files.isSymbolicLink(copy.resolve("link.xml"))).isFalse();
        assertThat(copy.resolve("link.xml")).hasContent("<hudson/>");
    }

    @Test
    void brokenAndCircularLinksAreOmitted() throws IOException {
        Files.createDirectory(home.resolve("userContent"));
        Files.createSymbolicLink(home.resolve("userContent/nowhere"), home.resolve("nothing"));
        Files.createSymbolicLink(home.resolve("userContent/up"), home);

        HomeCopier homeCopier = HomeCopier.prepare(home);
        homeCopier.copyTo(copy, false);

        assertThat(homeCopier.omittedText()).isEqualTo("broken links, links to a parent folder");
        assertThat(copy.resolve("userContent")).isEmptyDirectory();
    }

    @Test
    void aLargeHomeIsCopiedOnlyOnRequest() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(write("userContent/disk.img", "").toFile(), "rw")) {
            file.setLength(HomeCopier.LARGE_BYTES + 1);
        }

        refused()
                .hasMessage("the copy of " + home
                        + " would have 2 files, 1000.0 MB (the whole home); add --large to allow" + " that");
        assertThat(copy).doesNotExist();
    }

    @Test
    void aFolderThatIsNotAHomeIsRefused() throws IOException {
        Files.delete(home.resolve("config.xml"));

        refused()
                .hasMessage(
                        "--home " + home
                                + " is not a JENKINS_HOME: it has no config.xml or no plugins/; for a new Jenkins, give --plugins");
    }

    @Test
    void aHomeThatIsNotAFolderIsRefused() {
        home = home.resolve("config.xml");

        refused().hasMessage("--home " + home + " is not a folder; give a JENKINS_HOME");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path secret = write("secrets/master.key", "secret");
        permit(secret, "---------");
        assumeFalse(Files.isReadable(secret), "root reads everything");

        refused()
                .hasMessage("cannot read " + secret
                        + "; start ./run as the owner of the home, or give a copy that you may read");
    }

    private Path write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve(path)));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> HomeCopier.prepare(home).copyTo(copy, false))
                .isInstanceOf(IllegalStateException.class);
    }
}
