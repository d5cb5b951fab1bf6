package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeCopyFilterTest {
    @ParameterizedTest
    @CsvSource({
        "workspace, workspaces",
        "jobs/web/workspace, workspaces",
        "jobs/web/builds, builds",
        "jobs/web/lastStable, builds",
        "jobs/demo/jobs/web/builds, builds",
        "jobs/demo/jobs/web/branches/main/builds, builds",
        "jobs/jobs/builds, builds",
        "jobs/builds/builds, builds",
        "nodes, 'agents, which are connected to the original'",
        "secret.key, the identity of the home",
        "plugins/git, unpacked plugins",
        "plugins/kubesphere-devops, unpacked plugins",
        ".ssh, hidden files",
    })
    void someFoldersAreOmitted(String path, String reason) {
        assertThat(HomeCopyFilter.findOmittedKind(Path.of(path), true)).hasValue(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "queue.xml, the queue",
        "jenkins.log, logs",
        "jenkins.log.1, logs",
        "plugins/kubesphere-devops.jpi, our plugin",
        "plugins/kubesphere-devops.hpi.disabled, our plugin",
        "org.jenkinsci.main.modules.sshd.SSHD.xml, the SSH port",
        "io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration.xml, the configuration of our plugin",
    })
    void someFilesAreOmitted(String path, String reason) {
        assertThat(HomeCopyFilter.findOmittedKind(Path.of(path), false)).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets",
                "jobs",
                "users",
                "jobs/workspace",
                "jobs/builds",
                "jobs/demo/jobs/builds",
                "jobs/demo/jobs/builds/jobs/workspace",
                "jobs/jobs/jobs",
                "userContent/builds",
                "init.groovy.d",
            })
    void otherFoldersAreCopied(String path) {
        assertThat(HomeCopyFilter.findOmittedKind(Path.of(path), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.xml",
                "secrets/master.key",
                "jobs/builds/config.xml",
                "jobs/web/nextBuildNumber",
                "plugins/git.jpi",
                "plugins/git.jpi.disabled",
                "jenkins.yaml",
            })
    void otherFilesAreCopied(String path) {
        assertThat(HomeCopyFilter.findOmittedKind(Path.of(path), false)).isEmpty();
    }
}
