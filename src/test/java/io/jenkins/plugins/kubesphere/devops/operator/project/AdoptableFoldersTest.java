package io.jenkins.plugins.kubesphere.devops.operator.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AdoptableFoldersTest {
    @Test
    void onlyTheListedFoldersAreAdoptable() {
        AdoptableFolders folders = new AdoptableFolders(Set.of("payments"));

        assertThat(folders.contains("payments")).isTrue();
        assertThat(folders.contains("orders")).isFalse();
        assertThat(new AdoptableFolders(Set.of()).contains("payments")).isFalse();
    }

    @Test
    void aStarIsForAllFolders() {
        assertThat(new AdoptableFolders(Set.of("*")).contains("payments")).isTrue();
    }
}
