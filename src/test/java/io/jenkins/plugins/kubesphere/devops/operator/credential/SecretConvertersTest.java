package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Certificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.Kubeconfig;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.PemCertificate;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SecretFile;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SecretText;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.SshKey;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.UsernamePassword;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveBytes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the conversion of a Secret of each type to its credential. */
class SecretConvertersTest {
    private static final String KEY = TestKeys.openSsh("none");

    @ParameterizedTest
    @ValueSource(strings = {"credential.devops.kubesphere.io/basic-auth", "kubernetes.io/basic-auth"})
    void usernameAndPassword(String type) throws Exception {
        assertThat(convert(TestSecretBuilder.of(type).with("username", "älice").with("password", "s3cret\n")))
                .isEqualTo(new UsernamePassword("", "älice", new SensitiveText("s3cret\n")));
    }

    /** Many servers take a token as the password of any user, and some take it as the user name. */
    @ParameterizedTest
    @ValueSource(strings = {"credential.devops.kubesphere.io/basic-auth", "kubernetes.io/basic-auth"})
    void aLoginWithoutUserNameOrPassword(String type) throws Exception {
        UsernamePassword withoutUser = new UsernamePassword("", "", new SensitiveText("token"));
        assertThat(convert(TestSecretBuilder.of(type).with("password", "token")))
                .isEqualTo(withoutUser);
        assertThat(convert(TestSecretBuilder.of(type).with("username", "").with("password", "token")))
                .isEqualTo(withoutUser);
        SecretConversion withoutPassword = SecretConversion.of(
                TestSecretBuilder.of(type).with("username", "token").build());
        assertThat(withoutPassword.credential()).contains(new UsernamePassword("", "token", new SensitiveText("")));
        assertThat(withoutPassword.note()).isEqualTo("key \"password\" is missing, so builds get an empty password");
    }

    /** The command echo appends a line break. */
    @Test
    void aLineBreakAfterTheUserNameDoesNotBelongToIt() throws Exception {
        assertThat(convert(
                        opaque("usernamePassword").with("username", "alice\r\n").with("password", "x")))
                .isEqualTo(new UsernamePassword("", "alice", new SensitiveText("x")));
    }

    @Test
    void anSshKeyWithoutUserNameHasTheUserGit() throws Exception {
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/ssh-auth")
                        .with("username", "")
                        .with("private_key", KEY)))
                .isEqualTo(new SshKey("", "git", new SensitiveText(KEY), new SensitiveText("")));
    }

    @Test
    void hostKeysInTheSecretOfAnSshKeyAreNoted() {
        SecretConversion conversion = SecretConversion.of(TestSecretBuilder.of("kubernetes.io/ssh-auth")
                .with("ssh-privatekey", KEY)
                .with("known_hosts", "git.example.com ssh-ed25519 AAAA")
                .build());

        assertThat(conversion.credential()).isPresent();
        assertThat(conversion.note())
                .isEqualTo("key \"known_hosts\" has no effect: Jenkins does not take host keys from a Secret; ask an"
                        + " administrator of Jenkins to approve the host key of the Git server");
    }

    @Test
    void sshKeyOfKubeSphere() throws Exception {
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/ssh-auth")
                        .with("username", "alice")
                        .with("private_key", KEY)
                        .with("passphrase", "")))
                .isEqualTo(new SshKey("", "alice", new SensitiveText(KEY), new SensitiveText("")));
    }

    @Test
    void sshKeyOfKubernetesHasTheUserGitByDefault() throws Exception {
        assertThat(convert(TestSecretBuilder.of("kubernetes.io/ssh-auth").with("ssh-privatekey", KEY)))
                .isEqualTo(new SshKey("", "git", new SensitiveText(KEY), new SensitiveText("")));
        assertThat(convert(TestSecretBuilder.of("kubernetes.io/ssh-auth")
                        .with("ssh-privatekey", KEY)
                        .with("username", "alice")))
                .isEqualTo(new SshKey("", "alice", new SensitiveText(KEY), new SensitiveText("")));
    }

    @Test
    void encryptedSshKeyWithItsPassphrase() throws Exception {
        String encrypted = TestKeys.openSsh("aes256-ctr");
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/ssh-auth")
                        .with("username", "alice")
                        .with("private_key", encrypted)
                        .with("passphrase", "open sesame")))
                .isEqualTo(new SshKey("", "alice", new SensitiveText(encrypted), new SensitiveText("open sesame")));
    }

    /** OpenSSH does not accept any of these keys unchanged. */
    @Test
    void sshKeysWithOtherLineBreaksAreNormalized() throws Exception {
        String rsa = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
        assertThat(convertKey(KEY.replace("\n", "\r\n"))).isEqualTo(KEY);
        assertThat(convertKey("\n  " + KEY.replace("\n", "\n  "))).isEqualTo(KEY);
        assertThat(convertKey("of the build server:\n" + KEY.stripTrailing())).isEqualTo(KEY);
        assertThat(convertKey(rsa.replace("\n", "\r\n"))).isEqualTo(rsa);
    }

    @Test
    void secretText() throws Exception {
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/secret-text")
                        .with("secret", "token\nof two lines")))
                .isEqualTo(new SecretText("", new SensitiveText("token\nof two lines")));
    }

    @Test
    void kubeconfig() throws Exception {
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/kubeconfig")
                        .with("content", "kind: Config")))
                .isEqualTo(new Kubeconfig("", new SensitiveText("kind: Config")));
    }

    @Test
    void file() throws Exception {
        byte[] content = {0, 1, -1};
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/file")
                        .with("filename", "settings.xml")
                        .with("data", content)))
                .isEqualTo(new SecretFile("", "settings.xml", new SensitiveBytes(content)));
    }

    @Test
    void certificate() throws Exception {
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/certificate")
                        .with("certificate", TestKeys.keyStore())
                        .with("password", TestKeys.PASSWORD)))
                .isEqualTo(new Certificate(
                        "", new SensitiveBytes(TestKeys.keyStore()), new SensitiveText(TestKeys.PASSWORD)));
    }

    @Test
    void tls() throws Exception {
        assertThat(convert(TestSecretBuilder.of("kubernetes.io/tls")
                        .with("tls.crt", TestKeys.certificate())
                        .with("tls.key", TestKeys.privateKey())))
                .isEqualTo(new PemCertificate(
                        "", new SensitiveText(TestKeys.certificate()), new SensitiveText(TestKeys.privateKey())));
    }

    /** Programs often write both into one file. */
    @Test
    void aFileWithCertificateAndKeyIsAcceptedForBoth() throws Exception {
        String both = "Bag Attributes\n  localKeyID: 01\r\n" + TestKeys.privateKey() + "subject=CN = demo\n"
                + TestKeys.certificate().replace("\n", "\r\n");
        assertThat(convert(TestSecretBuilder.of("kubernetes.io/tls")
                        .with("tls.crt", both)
                        .with("tls.key", both)))
                .isEqualTo(new PemCertificate(
                        "", new SensitiveText(TestKeys.certificate()), new SensitiveText(TestKeys.privateKey())));
    }

    @Test
    void labelsOfTheKubernetesCredentialsProvider() throws Exception {
        assertThat(convert(opaque("usernamePassword").with("username", "alice").with("password", "s3cret")))
                .isInstanceOf(UsernamePassword.class);
        assertThat(convert(opaque("secretText").with("text", "token"))).isInstanceOf(SecretText.class);
        assertThat(convert(opaque("secretFile").with("filename", "a").with("data", "b")))
                .isInstanceOf(SecretFile.class);
        assertThat(convert(opaque("basicSSHUserPrivateKey")
                        .with("username", "alice")
                        .with("privateKey", KEY)))
                .isInstanceOf(SshKey.class);
        assertThat(convert(opaque("certificate")
                        .with("certificate", TestKeys.keyStore())
                        .with("password", TestKeys.PASSWORD)))
                .isInstanceOf(Certificate.class);
    }

    @Test
    void keysMappedToOtherNames() throws Exception {
        assertThat(convert(opaque("usernamePassword")
                        .annotated("jenkins.io/credentials-keybinding-username", "user")
                        .annotated("jenkins.io/credentials-keybinding-password", "token")
                        .with("user", "alice")
                        .with("token", "s3cret")))
                .isEqualTo(new UsernamePassword("", "alice", new SensitiveText("s3cret")));
    }

    @Test
    void theLabelDecidesTheKeyNamesOfAKubernetesType() throws Exception {
        assertThat(convert(TestSecretBuilder.of("kubernetes.io/ssh-auth")
                        .labelled("jenkins.io/credentials-type", "basicSSHUserPrivateKey")
                        .annotated("jenkins.io/credentials-keybinding-privateKey", "ssh-privatekey")
                        .with("username", "alice")
                        .with("ssh-privatekey", KEY)))
                .isEqualTo(new SshKey("", "alice", new SensitiveText(KEY), new SensitiveText("")));
    }

    @Test
    void theDescriptionIsOneLine() throws Exception {
        assertThat(descriptionOf("jenkins.io/credentials-description", " to push\r\n<b>images</b> "))
                .isEqualTo("to push <b>images</b>");
        assertThat(descriptionOf("kubesphere.io/description", "of the console")).isEqualTo("of the console");
    }

    /** Kubernetes does not accept a larger file. */
    @Test
    void aFileOfOneMebibyte() throws Exception {
        byte[] content = new byte[1024 * 1024];
        Arrays.fill(content, (byte) 7);
        assertThat(convert(TestSecretBuilder.of("credential.devops.kubesphere.io/file")
                        .with("filename", "large")
                        .with("data", content)))
                .isEqualTo(new SecretFile("", "large", new SensitiveBytes(content)));
    }

    @Test
    void toStringContainsNoSecret() throws Exception {
        assertThat(convert(opaque("usernamePassword").with("username", "alice").with("password", "s3cret"))
                        .toString())
                .contains("alice")
                .doesNotContain("s3cret");
        assertThat(convert(opaque("secretFile").with("filename", "a").with("data", "s3cret"))
                        .toString())
                .doesNotContain("s3cret");
    }

    private static String convertKey(String given) throws InvalidSecretException {
        SshKey key = (SshKey) convert(TestSecretBuilder.of("credential.devops.kubesphere.io/ssh-auth")
                .with("username", "alice")
                .with("private_key", given)
                .with("passphrase", "open sesame"));
        return key.privateKey().text();
    }

    private static String descriptionOf(String annotation, String description) throws InvalidSecretException {
        return convert(TestSecretBuilder.of("credential.devops.kubesphere.io/secret-text")
                        .with("secret", "token")
                        .annotated(annotation, description))
                .description();
    }

    static Credential anyText() {
        return new SecretText("", new SensitiveText("any"));
    }

    private static TestSecretBuilder opaque(String label) {
        return TestSecretBuilder.of("Opaque").labelled("jenkins.io/credentials-type", label);
    }

    private static Credential convert(TestSecretBuilder secret) throws InvalidSecretException {
        return SecretConverters.convert(secret.build());
    }
}
