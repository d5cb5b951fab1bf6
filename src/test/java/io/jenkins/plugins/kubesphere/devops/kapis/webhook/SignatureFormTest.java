package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SignatureFormTest {
    /** The values with which GitHub documents its signatures. */
    private static final byte[] SECRET = "It's a Secret to Everybody".getBytes(UTF_8);

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final String HMAC = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void theHmacOfTheBodyIsAProof() {
        SignatureForm github = ScmProvider.GITHUB.signature();
        assertThat(github.isProof("sha256=" + HMAC, SECRET, BODY)).isTrue();
        assertThat(github.isProof("sha256=" + HMAC.toUpperCase(Locale.ROOT), SECRET, BODY))
                .isTrue();
        assertThat(ScmProvider.GITEA.signature().isProof(HMAC, SECRET, BODY)).isTrue();
        assertThat(ScmProvider.GOGS.signature().isProof(HMAC, SECRET, BODY)).isTrue();
        assertThat(ScmProvider.BITBUCKET.signature().isProof("sha256=" + HMAC, SECRET, BODY))
                .isTrue();
    }

    @Test
    void everythingElseIsNone() {
        SignatureForm github = ScmProvider.GITHUB.signature();
        for (String proof : new String[] {
            "",
            "sha256=",
            HMAC,
            "sha1=" + HMAC,
            "SHA256=" + HMAC,
            "sha256=" + HMAC.substring(1),
            "sha256=" + HMAC + "0",
            "sha256=0" + HMAC.substring(1),
            "sha256=sha256=" + HMAC,
            "sha256=" + "\u00e9".repeat(64),
            "It's a Secret to Everybody"
        }) {
            assertThat(github.isProof(proof, SECRET, BODY)).as(proof).isFalse();
        }
        assertThat(github.isProof("sha256=" + HMAC, SECRET, "Hello, World".getBytes(UTF_8)))
                .isFalse();
        assertThat(github.isProof("sha256=" + HMAC, "other".getBytes(UTF_8), BODY))
                .isFalse();
    }

    @Test
    void theTokenOfGitLabIsTheSecretItself() {
        SignatureForm gitlab = ScmProvider.GITLAB.signature();
        assertThat(gitlab.isProof("It's a Secret to Everybody", SECRET, BODY)).isTrue();
        for (String token : new String[] {"", "It's a Secret to Everybod", "It's a Secret to Everybody ", HMAC}) {
            assertThat(gitlab.isProof(token, SECRET, BODY)).as(token).isFalse();
        }
    }
}
