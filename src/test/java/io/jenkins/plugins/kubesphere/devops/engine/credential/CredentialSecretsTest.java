package io.jenkins.plugins.kubesphere.devops.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which parts of each kind of credential are masked in messages about a build. */
class CredentialSecretsTest {
    private static final SensitiveText A = new SensitiveText("a");
    private static final SensitiveText B = new SensitiveText("b");
    private static final SensitiveBytes BYTES = new SensitiveBytes("in\na file".getBytes(StandardCharsets.UTF_8));

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new Credential.UsernamePassword("", "alice", A), List.of("a")),
                Arguments.of(new Credential.SshKey("", "git", A, B), List.of("a", "b")),
                Arguments.of(new Credential.SecretText("", A), List.of("a")),
                Arguments.of(new Credential.SecretFile("", "name", BYTES), List.of("in\na file")),
                Arguments.of(new Credential.Kubeconfig("", A), List.of("a")),
                Arguments.of(new Credential.Certificate("", BYTES, A), List.of("a")),
                Arguments.of(new Credential.PemCertificate("", A, B), List.of("b")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSecretPartsOfEachKindAreMasked(Credential credential, List<String> secrets) {
        assertThat(credential.secrets()).isEqualTo(secrets);
    }
}
