package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PasswordGitServer;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PrivateGitRepositoryFactory;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks out a private repository over HTTP, with a password. */
class PasswordCheckoutIT extends CredentialsTestCase {
    private PasswordGitServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new PasswordGitServer(PrivateGitRepositoryFactory.createIn(state), "alice", PASSWORD);
        createText("token", TOKEN);
        create(
                TestSecretBuilder.of(TYPE + "basic-auth")
                        .with("username", "alice")
                        .with("password", PASSWORD),
                "login");
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aBuildChecksOutTheRepository() {
        assertThat(runSuccessfully(scenario, "checkout", checkout() + "sh 'cat greeting.txt' }"))
                .contains(PrivateGitRepositoryFactory.GREETING)
                .doesNotContain(PASSWORD);
    }

    @Test
    void anotherProjectCannotCheckOutTheRepository() {
        try (AcceptanceTestProject otherProject = AcceptanceTestProject.start(target)) {
            assertThat(runWithFailure(otherProject, "checkout", checkout() + "}"))
                    .contains("CredentialId \"login\" could not be found");
        }
    }

    @Test
    void branchesAreFoundAndBuilt() {
        assertThat(scanAndBuild(createBranchPipeline(scenario, server.url(), "login")))
                .contains(PrivateGitRepositoryFactory.GREETING)
                .doesNotContain(PASSWORD);
        assertThat(controller.output()).doesNotContain(PASSWORD);
    }

    /** The Git plugin ignores such a credential without a message. */
    @Test
    void aCredentialOfAKindThatTheSourceCannotUseIsNamed() {
        Pipeline branches = createBranchPipeline(scenario, server.url(), "token");

        assertThat(scenario.awaitReason(branches, "Scanned", "ScanFailed"))
                .contains(
                        "; credential \"token\" is not of a kind that this source can use, and Jenkins scans without it;"
                                + " give a user name with a password or an SSH key");
    }

    private String checkout() {
        return "node { git url: '" + server.url() + "', branch: 'main', credentialsId: 'login'; ";
    }
}
