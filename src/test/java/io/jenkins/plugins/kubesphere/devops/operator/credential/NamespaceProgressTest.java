package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceProgressTest {
    private static final CredentialName A = new CredentialName("demo", "a");
    private static final CredentialName B = new CredentialName("demo", "b");

    private final NamespaceProgress progress = new NamespaceProgress();

    @Test
    void namespaceIsCompleteWhenTheLastListedSecretIsHandled() {
        assertThat(progress.finish(A)).as("before the list").isFalse();
        progress.list(List.of(A, B));
        assertThat(progress.checkComplete()).isFalse();
        assertThat(progress.finish(A)).isFalse();
        assertThat(progress.finish(B)).isTrue();
        assertThat(progress.finish(B)).as("complete only once").isFalse();
    }

    @Test
    void namespaceWithoutSecretsIsCompleteAtOnce() {
        progress.list(List.of());
        assertThat(progress.checkComplete()).isTrue();
    }

    @Test
    void credentialsThatAreMissingInALaterListAreNotProvided() {
        progress.addProvided(A);
        progress.addProvided(B);
        progress.list(List.of(B));
        assertThat(progress.provided()).containsExactly(B);
        progress.removeProvided(B);
        assertThat(progress.provided()).isEmpty();
    }
}
