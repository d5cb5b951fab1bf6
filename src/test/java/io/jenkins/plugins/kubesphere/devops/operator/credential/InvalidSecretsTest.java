package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests the messages about Secrets that cannot become a credential. Each message names the key and how to fix it, and
 * does not contain a value. docs/bad-input.md lists the messages.
 */
class InvalidSecretsTest {
    private static final String BASIC_AUTH = "credential.devops.kubesphere.io/basic-auth";
    private static final String SSH_AUTH = "credential.devops.kubesphere.io/ssh-auth";
    private static final String FILE = "credential.devops.kubesphere.io/file";
    private static final String CERTIFICATE = "credential.devops.kubesphere.io/certificate";

    @Test
    void aMissingKeyOfEachTypeIsReported() {
        Map<String, List<String>> keys = Map.of(
                BASIC_AUTH,
                List.of("password"),
                SSH_AUTH,
                List.of("private_key"),
                "credential.devops.kubesphere.io/secret-text",
                List.of("secret"),
                "credential.devops.kubesphere.io/kubeconfig",
                List.of("content"),
                FILE,
                List.of("filename", "data"),
                CERTIFICATE,
                List.of("certificate"),
                "kubernetes.io/basic-auth",
                List.of("password"),
                "kubernetes.io/ssh-auth",
                List.of("ssh-privatekey"),
                "kubernetes.io/tls",
                List.of("tls.crt", "tls.key"));
        keys.forEach((type, required) -> required.forEach(missing -> {
            TestSecretBuilder secret = TestSecretBuilder.of(type);
            required.stream().filter(key -> !key.equals(missing)).forEach(key -> secret.with(key, "x"));
            assertThat(refusal(secret)).startsWith("key \"" + missing + "\" is missing; add it");
        }));
    }

    @Test
    void aSecretWithoutDataIsReported() {
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH))).isEqualTo("key \"password\" is missing; add it");
    }

    /** Users follow a document that names other keys. */
    @Test
    void theKeysOfASecretWithoutTheRequiredOneAreNamed() {
        assertThat(refusal(
                        TestSecretBuilder.of(SSH_AUTH).with("username", "git").with("privatekey", "x")))
                .isEqualTo("key \"private_key\" is missing; add it, or correct its name; the Secret has"
                        + " \"privatekey\", \"username\"");
        assertThat(refusal(
                        TestSecretBuilder.of(BASIC_AUTH).with("username", "u").with("pasword", "x")))
                .isEqualTo("key \"password\" is missing; add it, or correct its name; the Secret has"
                        + " \"pasword\", \"username\"");
    }

    @Test
    void aLoginWithoutUserNameAndPasswordIsReported() {
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH).with("username", "").with("password", "")))
                .isEqualTo("key \"password\" is empty; give it a value");
    }

    @Test
    void anEmptyTextIsReported() {
        assertThat(refusal(
                        TestSecretBuilder.of(BASIC_AUTH).with("other", "alice").with("password", "")))
                .isEqualTo("key \"password\" is empty; give it a value");
    }

    @Test
    void aMissingMappedKeyIsReported() {
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH)
                        .annotated("jenkins.io/credentials-keybinding-password", "token")))
                .isEqualTo("key \"token\" (bound to password) is missing; add it");
    }

    @Test
    void aTextThatIsNotUtf8IsReported() {
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH)
                        .with("username", "alice")
                        .with("password", "pässword".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo("key \"password\" is not UTF-8 text; encode it as UTF-8, or use a Secret of type"
                        + " credential.devops.kubesphere.io/file");
    }

    @Test
    void aValueThatIsNotBase64IsReported() {
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH).withEncoded("username", "%%%")))
                .isEqualTo("key \"username\" is not base64; give the plain value under stringData");
    }

    @Test
    void aNulCharacterIsReported() {
        assertThat(refusal(TestSecretBuilder.of("credential.devops.kubesphere.io/secret-text")
                        .with("secret", "a\0b")))
                .isEqualTo("key \"secret\" contains a NUL character, which no build can use; remove it");
    }

    @Test
    void controlCharactersInTheUserNameAreReported() {
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH)
                        .with("username", "alice\nhost=evil.example")
                        .with("password", "x")))
                .isEqualTo("key \"username\" contains a control character; remove it");
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH)
                        .with("username", "alice\n\n")
                        .with("password", "x")))
                .isEqualTo("key \"username\" contains a control character; remove it");
    }

    @Test
    void aTextThatIsNotAPrivateKeyIsReported() {
        assertThat(refusal(sshKey("-----BEGIN OPENSSH PRIVATE KEY-----\nhalf a key")))
                .isEqualTo(
                        "key \"private_key\" is not a private key in PEM form; give the whole file, from -----BEGIN to"
                                + " -----END, line breaks included");
        List.of("A", "AAAA\nA", "no base64", "b3BlbnNzaC1rZXktdjE=", "").forEach(body -> assertThat(refusal(sshKey(
                        "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n")))
                .as(body)
                .startsWith("key \"private_key\" is not a private key in PEM form"));
        assertThat(refusal(sshKey("-----BEGIN RSA PRIVATE KEY-----\nAAA\u00e4\n-----END RSA PRIVATE KEY-----\n")))
                .startsWith("key \"private_key\" is not a private key in PEM form");
        assertThat(refusal(sshKey("ssh-ed25519 AAAAC3Nz alice@laptop")))
                .isEqualTo("key \"private_key\" is a public key; give the private key");
        assertThat(refusal(sshKey("PuTTY-User-Key-File-3: ssh-ed25519")))
                .isEqualTo("key \"private_key\" is a key of PuTTY; convert it with puttygen -O private-openssh");
    }

    @Test
    void aMissingPassphraseIsReported() {
        String words = "key \"private_key\" is encrypted; add the key \"passphrase\" that opens it";
        assertThat(refusal(sshKey(TestKeys.openSsh("aes256-ctr")))).isEqualTo(words);
        assertThat(refusal(sshKey(TestKeys.pem("ENCRYPTED PRIVATE KEY", new byte[9]))))
                .isEqualTo(words);
        assertThat(refusal(
                        sshKey("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"
                                + "AAAA\n-----END RSA PRIVATE KEY-----")))
                .isEqualTo(words);
    }

    /** The check of each text is quick, and no regular expression overflows the stack. */
    @Test
    void aMegabyteThatLooksLikeAKeyIsRefusedWithoutAStackOverflow() {
        int size = 1_000_000;
        List.of(
                        "-----BEGIN ",
                        "-----BEGIN " + "A ".repeat(size / 2),
                        "-----BEGIN PRIVATE KEY-----" + " ".repeat(size),
                        "-----BEGIN PRIVATE KEY-----".repeat(size / 27),
                        "-----BEGIN PRIVATE KEY-----\n" + "A: b\n".repeat(size / 5) + "-----END PRIVATE KEY-----",
                        "-----BEGIN PRIVATE KEY-----\n" + "A:".repeat(size / 2) + "-----END PRIVATE KEY-----",
                        " ".repeat(size),
                        "ssh-" + "a".repeat(size))
                .forEach(text ->
                        assertThat(refusal(sshKey(text))).startsWith("key \"private_key\" is not a private key"));
    }

    @Test
    void fileNamesWithAPathAreReported() {
        List.of("../../.ssh/authorized_keys", "..", ".", "a/b", "a\\b", "a\nb").forEach(name -> assertThat(refusal(
                        TestSecretBuilder.of(FILE).with("filename", name).with("data", "x")))
                .isEqualTo("key \"filename\" is not a file name: it contains a path or a control character;"
                        + " give the name alone"));
        assertThat(refusal(TestSecretBuilder.of(FILE)
                        .with("filename", "ä".repeat(128))
                        .with("data", "x")))
                .isEqualTo(
                        "key \"filename\" is longer than 255 bytes, which common file systems do not accept; shorten it");
    }

    @Test
    void aWrongPasswordOfAKeyStoreIsReported() throws Exception {
        assertThat(refusal(TestSecretBuilder.of(CERTIFICATE)
                        .with("certificate", TestKeys.keyStore())
                        .with("password", "wrong")))
                .isEqualTo("key \"password\" does not open the key store in key \"certificate\"; correct it");
        assertThat(refusal(TestSecretBuilder.of(CERTIFICATE).with("certificate", TestKeys.keyStore())))
                .startsWith("key \"password\" does not open the key store");
    }

    @Test
    void aFileThatIsNotAKeyStoreIsReported() throws Exception {
        assertThat(refusal(TestSecretBuilder.of(CERTIFICATE).with("certificate", TestKeys.certificate())))
                .isEqualTo(
                        "key \"certificate\" is not a key store of type PKCS#12; create one with openssl pkcs12 -export");
    }

    @Test
    void aTextThatIsNotACertificateIsReported() throws Exception {
        assertThat(refusal(TestSecretBuilder.of("kubernetes.io/tls")
                        .with("tls.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
                        .with("tls.key", TestKeys.privateKey())))
                .isEqualTo("key \"tls.crt\" is not a certificate in PEM form; give the whole file, starting at"
                        + " -----BEGIN CERTIFICATE-----");
        assertThat(refusal(TestSecretBuilder.of("kubernetes.io/tls")
                        .with("tls.crt", TestKeys.certificate())
                        .with("tls.key", TestKeys.pem("ENCRYPTED PRIVATE KEY", new byte[9]))))
                .isEqualTo(
                        "key \"tls.key\" is encrypted; a Secret of this type cannot have a passphrase, so give the key unencrypted");
    }

    @Test
    void theKeyOfAnotherCertificateIsReported() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        assertThat(refusal(TestSecretBuilder.of("kubernetes.io/tls")
                        .with("tls.crt", TestKeys.certificate())
                        .with(
                                "tls.key",
                                TestKeys.pem(
                                        "PRIVATE KEY",
                                        generator.generateKeyPair().getPrivate().getEncoded()))))
                .isEqualTo("key \"tls.key\" does not belong to the first certificate in key \"tls.crt\"; give the key"
                        + " of this certificate, or put its certificate first");
    }

    @Test
    void aSecretOfTypeOpaqueWithAnAnnotationOfCredentialsIsReported() {
        assertThat(refusal(
                        TestSecretBuilder.of("Opaque").annotated("credential.devops.kubesphere.io/type", "basic-auth")))
                .isEqualTo(
                        "its type is Opaque, so it is not a credential, and Kubernetes cannot change the type; delete"
                                + " the Secret and create it again with type credential.devops.kubesphere.io/basic-auth");
        assertThat(refusal(TestSecretBuilder.of("Opaque")
                        .annotated("credential.devops.kubesphere.io/type", "ssh|basic-auth")
                        .annotated("credential.devops.kubesphere.io/syncstatus", "pending")))
                .endsWith(" again with type one of credential.devops.kubesphere.io/basic-auth,"
                        + " credential.devops.kubesphere.io/ssh-auth, credential.devops.kubesphere.io/secret-text,"
                        + " credential.devops.kubesphere.io/kubeconfig, credential.devops.kubesphere.io/certificate,"
                        + " credential.devops.kubesphere.io/file");
    }

    @Test
    void aLabelOfAnUnknownKindIsReported() {
        assertThat(refusal(TestSecretBuilder.of("Opaque").labelled("jenkins.io/credentials-type", "gitHubApp")))
                .isEqualTo("label jenkins.io/credentials-type is \"gitHubApp\", which is not one of"
                        + " basicSSHUserPrivateKey, certificate, secretFile, secretText, usernamePassword;"
                        + " set it to one of them");
    }

    @Test
    void anUnknownTypeOfKubeSphereIsReportedAlsoWithALabel() {
        assertThat(refusal(TestSecretBuilder.of("credential.devops.kubesphere.io/token")
                        .labelled("jenkins.io/credentials-type", "secretText")))
                .startsWith("type \"credential.devops.kubesphere.io/token\" is not one of ")
                .endsWith("; create a Secret of one of these types");
    }

    @Test
    void theSystemScopeIsReported() {
        assertThat(refusal(TestSecretBuilder.of(BASIC_AUTH)
                        .labelled("jenkins.io/credentials-scope", "system")
                        .with("username", "alice")
                        .with("password", "x")))
                .isEqualTo("label jenkins.io/credentials-scope is \"system\", and such a credential never reaches a"
                        + " project; remove the label");
    }

    private static TestSecretBuilder sshKey(String privateKey) {
        return TestSecretBuilder.of(SSH_AUTH).with("username", "alice").with("private_key", privateKey);
    }

    static String refusal(TestSecretBuilder secret) {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(() -> SecretConverters.convert(secret.build()))
                .isInstanceOf(InvalidSecretException.class)
                .satisfies(refusal -> thrown[0] = refusal);
        return thrown[0].getMessage();
    }
}
