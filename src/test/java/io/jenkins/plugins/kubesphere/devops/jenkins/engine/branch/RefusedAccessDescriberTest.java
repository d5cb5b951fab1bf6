package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedAccessDescriberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to retrieve project team/web: 404 Project Not Found",
                "remote: Repository not found.",
                "Server returned HTTP response code: 401 for URL",
                "fatal: could not read Username for 'https://github.com'",
            })
    void aRefusalNamesTheCredentialAsTheProbableCause(String error) {
        assertThat(RefusedAccessDescriber.describe(error, Optional.empty()))
                .isEqualTo("; Jenkins scans without a credential, and the host may say the same about a private"
                        + " repository: check its name, or set credential_id");
        assertThat(RefusedAccessDescriber.describe(error, Optional.of("token")))
                .isEqualTo("; this can also mean that the credential \"token\" has no read access to the repository");
    }

    @Test
    void anotherErrorHasNoHint() {
        assertThat(RefusedAccessDescriber.describe("Connection refused: 10.0.0.1:4040", Optional.empty()))
                .isEmpty();
    }
}
