package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which kubeconfigs may come from a credential. */
class KubeconfigContentValidatorTest {
    private static final LocalizableProblem SOURCE =
            LocalizableProblem.of(KubeconfigContentValidator.class, "credential", "production");
    private static final String FLATTEN =
            "with the current context only, as kubectl config view --raw --minify --flatten prints it";

    private static final String COMPLETE = """
            apiVersion: v1
            kind: Config
            current-context: main
            contexts:
            - name: main
              context: {cluster: c, user: u, namespace: ci}
            clusters:
            - name: c
              cluster: {server: "https://k8s.example.com:6443", certificate-authority-data: "Q0E="}
            users:
            - name: u
              user: {token: s3cret}
            """;

    @Test
    void aCompleteKubeconfigIsRead() throws SessionNotReadyException {
        Config config = read(COMPLETE);

        assertThat(config.getMasterUrl()).isEqualTo("https://k8s.example.com:6443/");
        assertThat(config.getCaCertData()).isEqualTo("Q0E=");
        assertThat(config.getAutoOAuthToken()).isEqualTo("s3cret");
        assertThat(config.isTrustCerts()).isFalse();
    }

    @Test
    void contentOfKeysIsRead() throws SessionNotReadyException {
        Config config = read(COMPLETE.replace(
                "{token: s3cret}", "{client-certificate-data: \"Q0VSVA==\", client-key-data: \"S0VZ\"}"));

        assertThat(config.getClientCertData()).isEqualTo("Q0VSVA==");
        assertThat(config.getClientKeyData()).isEqualTo("S0VZ");
    }

    @Test
    void aTokenOfDigitsKeepsItsZeros() throws SessionNotReadyException {
        assertThat(read(COMPLETE.replace("s3cret", "0012")).getAutoOAuthToken()).isEqualTo("0012");
        assertThat(read(COMPLETE.replace("s3cret", "1.50")).getAutoOAuthToken()).isEqualTo("1.50");
    }

    @Test
    void jsonIsRead() throws SessionNotReadyException {
        assertThat(read(KubeconfigContentValidator.toCheckedJson(SOURCE, COMPLETE))
                        .getAutoOAuthToken())
                .isEqualTo("s3cret");
    }

    @Test
    void emptyFieldsAreIgnored() throws SessionNotReadyException {
        assertThat(read(COMPLETE.replace("{token: s3cret}", "{token: s3cret, exec: null, client-key: \"\"}"))
                        .getAutoOAuthToken())
                .isEqualTo("s3cret");
    }

    /** The client runs the program while it parses the text, so the test looks for what the program does. */
    @Test
    void noProgramIsRun(@TempDir Path folder) throws Exception {
        Path created = folder.resolve("created");
        String exec = "{exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [\"" + created
                + "\"], interactiveMode: Never}}";
        String kubeconfig = COMPLETE.replace("{token: s3cret}", exec);

        assertRefused(
                kubeconfig,
                "has the field users[0].user.exec, which runs a program or asks another server for a token. This"
                        + " is not allowed in a kubeconfig from a credential; give a kubeconfig with the token of a service account,"
                        + " or put the kubeconfig into a file on the controller");
        assertThat(created).doesNotExist();

        KubeconfigReader.read(SOURCE, kubeconfig);
        assertThat(created).as("what the client does with an unchecked text").exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{auth-provider: {name: oidc}}",
                "{token: x, exec: {command: a}}",
                "{exec: [a]}",
                "{exec: text}",
                "{\"\\u0065xec\": {command: a}}",
                "{exec: {}}",
                "{? exec : {command: a}}",
                "{!!str exec: {command: a}}"
            })
    void programsAreRefused(String user) {
        String field = user.contains("auth-provider") ? "auth-provider" : "exec";
        assertThatThrownBy(() -> read(COMPLETE.replace("{token: s3cret}", user)))
                .hasMessageStartingWith("the credential \"production\" has the field users[0].user." + field
                        + ", which runs a program");
    }

    @Test
    void usersOfOtherContextsAreCheckedToo() {
        assertThatThrownBy(() -> read(COMPLETE + "- name: other\n  user: {exec: {command: a}}\n"))
                .hasMessageContaining("has the field users[1].user.exec,");
    }

    @ParameterizedTest
    @CsvSource({
        "users[0].user, tokenFile",
        "users[0].user, client-certificate",
        "users[0].user, client-key",
        "clusters[0].cluster, certificate-authority"
    })
    void fileReferencesAreRefused(String path, String field) {
        String entry = path.startsWith("users") ? "{token: s3cret" : "{server: \"https://k8s.example.com:6443\"";
        assertRefused(
                COMPLETE.replace(entry, entry + ", " + field + ": /etc/passwd"),
                "has the field " + path + "." + field
                        + ", which reads a file of the controller. This is not allowed in a kubeconfig from a"
                        + " credential; put the content into the kubeconfig, as kubectl config view --raw --minify"
                        + " --flatten prints it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///a", "ftp://proxy", "proxy:3128", "http:", "jar:http://a!/", "socks4://a", "{a: b}"})
    void otherProxiesAreRefused(String url) {
        assertRefused(
                COMPLETE.replace(
                        "{server:", "{proxy-url: " + (url.startsWith("{") ? url : "\"" + url + "\"") + ", server:"),
                "has a clusters[0].cluster.proxy-url that does not begin with http://, https:// or socks5:// and name a"
                        + " host; correct or remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy:3128", "https://proxy", "socks5://proxy:1080"})
    void proxiesAreAccepted(String url) throws SessionNotReadyException {
        assertThat(read(COMPLETE.replace("{server:", "{proxy-url: \"" + url + "\", server:"))
                        .getAutoOAuthToken())
                .isEqualTo("s3cret");
    }

    /** The form and the log say so, see {@link ClusterLocation}. */
    @Test
    void aServerWithoutACheckedCertificateIsAccepted() throws SessionNotReadyException {
        assertThat(read(COMPLETE.replace("certificate-authority-data: \"Q0E=\"", "insecure-skip-tls-verify: true"))
                        .isTrustCerts())
                .isTrue();
    }

    @Test
    void severalDocumentsAreRefused() {
        for (String text : List.of(COMPLETE + "---\n" + COMPLETE, COMPLETE + "---\na\n", "a\n---\n" + COMPLETE)) {
            assertRefused(text, "has several YAML documents; give one");
        }
    }

    @Test
    void aliasesAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
        }
        String merged = COMPLETE.replace("{token: s3cret}", "{<<: *exec}") + "other: &exec {exec: {command: a}}\n";
        for (String text : List.of(bomb + COMPLETE, merged, COMPLETE + "x: &x [a]\ny: *x\n")) {
            assertRefused(
                    text,
                    "has a YAML alias (*name); give a kubeconfig without aliases, as kubectl config view --raw --minify"
                            + " --flatten prints it");
        }
    }

    @Test
    void aTooLargeTextIsRefused() throws SessionNotReadyException {
        String padding = "# " + "x".repeat(KubeconfigContentValidator.MAX_BYTES - COMPLETE.length() - 3) + "\n";

        assertThat(read(padding + COMPLETE).getAutoOAuthToken()).isEqualTo("s3cret");
        assertRefused("#" + padding + COMPLETE, "has more than 1048576 bytes; give a kubeconfig " + FLATTEN);
    }

    /** The message must not quote the text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "[s3cret]",
                "users: {s3cret: {exec: {command: a}}}",
                "users: [s3cret]",
                "users: [{user: s3cret}]",
                "users: [{user: [s3cret]}]",
                "clusters: [[s3cret]]",
                "a: s3cret\na: s3cret",
                "users: [{user: {token: s3cret, token: s3cret}}]",
                "users: [{user: {token: \"s3cret}}]",
                "!s3cret {a: b"
            })
    void anythingElseIsRefused(String text) {
        assertRefused(text, "is not a valid kubeconfig; check it with kubectl --kubeconfig FILE config view");
    }

    @Test
    void textsThatParsersFailOnAreRefused() {
        for (String text :
                List.of("a: \u0000", "a: \u0001", "[".repeat(5000), "{a: ".repeat(5000), "? ".repeat(5000))) {
            assertRefused(text, "is not a valid kubeconfig; check it with kubectl --kubeconfig FILE config view");
        }
    }

    @Test
    void eachMessageIsTranslated() {
        for (String key : List.of(
                "tooLarge", "unreadableContent", "severalDocuments", "alias", "program", "fileReference", "proxy")) {
            LocalizableProblem problem = LocalizableProblem.of(KubeconfigContentValidator.class, key, SOURCE, "x");
            assertThat(problem.toText(Locale.SIMPLIFIED_CHINESE))
                    .contains("production")
                    .isNotEqualTo(problem.toString());
        }
    }

    private static Config read(String text) throws SessionNotReadyException {
        return KubeconfigReader.read(SOURCE, KubeconfigContentValidator.toCheckedJson(SOURCE, text));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> KubeconfigContentValidator.toCheckedJson(SOURCE, text))
                .isInstanceOf(SessionNotReadyException.class)
                .hasMessage("the credential \"production\" " + message);
    }
}
