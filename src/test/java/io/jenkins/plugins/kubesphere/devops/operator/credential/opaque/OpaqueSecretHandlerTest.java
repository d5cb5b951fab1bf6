package io.jenkins.plugins.kubesphere.devops.operator.credential.opaque;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpaqueSecretHandlerTest {
    private final Secret other =
            TestSecretBuilder.of("Opaque").named("demo", "other").build();
    private final Secret meant = TestSecretBuilder.of("Opaque")
            .named("demo", "login")
            .annotated("credential.devops.kubesphere.io/type", "basic-auth")
            .build();

    private final List<Secret> passed = new ArrayList<>();
    private final OpaqueSecretHandler handler = new OpaqueSecretHandler(passed::add);

    /** A namespace may have thousands of Secrets of this type, such as those of Helm. */
    @Test
    void onlyASecretThatIsMeantAsCredentialIsPassedOnWhenItIsFound() {
        handler.onAdd(other);
        handler.onAdd(meant);

        assertThat(passed).containsExactly(meant);
    }

    /** Such a Secret was stored until now, so what it said must be taken back. */
    @Test
    void aSecretThatIsNotMeantAsCredentialAnyMoreIsPassedOn() {
        handler.onUpdate(meant, other);
        handler.onDelete(other, false);

        assertThat(passed).containsExactly(other, other);
    }
}
