package io.jenkins.plugins.kubesphere.devops.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFolderTest {
    @TempDir
    Path work;

    @Test
    void onlyTheOwnerMayReadTheFolder() throws IOException {
        Path folder = Files.createDirectory(
                work.resolve("trial"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (TrialFolder taken = TrialFolder.lockAndClear(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(taken.kubeconfigFile()).hasParentRaw(folder);
        }
        assertThat(work).isEmptyDirectory();
    }
}
