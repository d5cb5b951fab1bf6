package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PrivateGitRepositoryFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.SshGitServer;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.SshKeyPair;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.HomeSearcher;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks out a private repository over SSH, with a key. */
class SshKeyCheckoutIT extends CredentialsTestCase {
    private static final String PASSPHRASE = "0pen-sesame-that-nobody-may-see";
    private static final String DEFAULT_CONFIGURATION = """
            security:
              gitHostKeyVerificationConfiguration:
                sshHostKeyVerificationStrategy: "knownHostsFileVerificationStrategy"
            """;
    /** The YAML of docs/credentials.md that users copy. {@link #SERVER} is its line that names a server. */
    private static final Pattern DOCUMENTED = Pattern.compile("(?s)```yaml\n(security:.*?)```");

    private static final Pattern SERVER = Pattern.compile("(?m)^( +)git\\.example\\.com .*$");
    private static final String REFUSED = "Permission denied (publickey)";

    private SshGitServer server;
    private SshKeyPair keys;
    private SshKeyPair keysWithPassphrase;
    private SshKeyPair unknownKeys;

    @BeforeEach
    void startServer() throws Exception {
        keys = SshKeyPair.generate(state.resolve("key"), "");
        keysWithPassphrase = SshKeyPair.generate(state.resolve("locked"), PASSPHRASE);
        unknownKeys = SshKeyPair.generate(state.resolve("strange"), "");
        server = new SshGitServer(
                PrivateGitRepositoryFactory.createIn(state), List.of(keys.publicKey(), keysWithPassphrase.publicKey()));
        createText("token", TOKEN);
        configure(documentedConfiguration(SshKeyPair.knownHosts(server.port())));
    }

    @AfterEach
    void stopServer() throws IOException {
        if (server != null) {
            server.close();
            configure(DEFAULT_CONFIGURATION);
        }
    }

    @Test
    void aBuildChecksOutTheRepository() {
        create(keyOf("alice", keys), "key");
        create(TestSecretBuilder.of("kubernetes.io/ssh-auth").with("ssh-privatekey", keys.privateKey()), "own-key");
        assertHidden(runSuccessfully(scenario, "checkout", checkout("key")))
                .contains(PrivateGitRepositoryFactory.GREETING);
        assertHidden(runSuccessfully(scenario, "own", checkout("own-key")))
                .contains(PrivateGitRepositoryFactory.GREETING);
        assertThat(server.users()).containsExactlyInAnyOrder("alice", "git");
        assertThat(jobsUsing("key")).containsExactly(scenario.namespace + "/checkout");
    }

    @Test
    void aKeyWithAPassphraseWorks() {
        create(keyOf("alice", keysWithPassphrase).with("passphrase", PASSPHRASE), "locked");
        assertHidden(runSuccessfully(scenario, "checkout", checkout("locked")))
                .contains(PrivateGitRepositoryFactory.GREETING);

        assertHidden(
                        runSuccessfully(
                                scenario,
                                "bound",
                                "node { withCredentials([sshUserPrivateKey(credentialsId: 'locked', keyFileVariable: 'KEY',"
                                        + " passphraseVariable: 'PHRASE')]) { sh 'printf %s \"$PHRASE\" | sha256sum; echo \"$PHRASE\"' } }"))
                .contains(sha256(PASSPHRASE));

        create(keyOf("alice", keysWithPassphrase).with("passphrase", "an0ther-" + PASSPHRASE), "mistaken");
        assertHidden(runWithFailure(scenario, "mistaken", checkout("mistaken"))).contains(REFUSED);
    }

    /** OpenSSH does not accept these line breaks, so the operator converts them. */
    @Test
    void aKeyWithWindowsLineBreaksWorks() {
        TestSecretBuilder secret = TestSecretBuilder.of(TYPE + "ssh-auth")
                .with("username", "alice")
                .with("private_key", keys.privateKey().replace("\n", "\r\n"));
        create(secret, "windows");
        assertHidden(runSuccessfully(scenario, "checkout", checkout("windows")))
                .contains(PrivateGitRepositoryFactory.GREETING);
    }

    @Test
    void branchesAreFoundAndBuilt() {
        create(keyOf("alice", keys), "key");
        assertHidden(scanAndBuild(createBranchPipeline(scenario, server.url(), "key")))
                .contains(PrivateGitRepositoryFactory.GREETING);
        assertThat(server.users()).containsExactly("alice");
        assertThat(jobsUsing("key")).contains(scenario.namespace + "/branches/main");
    }

    @Test
    void theMessageReportsAWrongKey() {
        create(keyOf("alice", unknownKeys), "strange");
        assertHidden(runWithFailure(scenario, "checkout", checkout("strange"))).contains("alice@127.0.0.1: " + REFUSED);

        Pipeline pipeline = createBranchPipeline(scenario, server.url(), "strange");
        assertHidden(scenario.awaitReason(pipeline, "Scanned", "ScanFailed"))
                .startsWith("the last scan of the repository failed: alice@127.0.0.1: " + REFUSED);
        assertHidden(scanLog(scenario)).contains(REFUSED);
        assertHidden(controller.output()).isNotEmpty();
        assertThat(server.users()).isEmpty();
    }

    @Test
    void theKeyOfAnotherProjectIsNotUsed() {
        create(keyOf("alice", keys), "key");
        try (AcceptanceTestProject otherProject = AcceptanceTestProject.start(target)) {
            assertHidden(runWithFailure(otherProject, "checkout", checkout("key")))
                    .contains("CredentialId \"key\" could not be found");
            assertThat(otherProject.awaitReason(
                            createBranchPipeline(otherProject, server.url(), "key"), "Scanned", "ScanFailed"))
                    .startsWith("the last scan of the repository failed: ")
                    .contains("; Jenkins has no credential \"key\" for this project, and scans without one;"
                            + " the jobs of the previous scan are kept (0 branches)");
        }
        assertThat(server.users()).isEmpty();
    }

    /** A new Jenkins does not know any host. */
    @Test
    void jenkinsDoesNotConnectToAnUnapprovedHost() throws IOException {
        create(keyOf("alice", keys), "key");
        configure(DEFAULT_CONFIGURATION);
        assertThat(runWithFailure(scenario, "checkout", checkout("key"))).contains("Host key verification failed");
        assertThat(scenario.awaitReason(createBranchPipeline(scenario, server.url(), "key"), "Scanned", "ScanFailed"))
                .contains("host key is known for [127.0.0.1]:" + server.port());
        assertThat(server.users()).isEmpty();
    }

    /** Tests what docs/credentials.md says about files with keys. */
    @Test
    void theKeyIsInAFileOnlyWhileGitIsConnected() {
        Set<String> files = new ConcurrentSkipListSet<>();
        server.onAuthenticated(() -> filesWithSecrets().forEach(file -> files.add(permissions(file) + " " + file)));
        create(keyOf("alice", keysWithPassphrase).with("passphrase", PASSPHRASE), "locked");
        runSuccessfully(scenario, "checkout", checkout("locked"));
        scanAndBuild(createBranchPipeline(scenario, server.url(), "locked"));
        String file = "@tmp/jenkins-gitclient-(ssh\\d+\\.key|phrase\\d+\\.txt)";
        assertThat(files)
                .allSatisfy(found -> assertThat(found).matches("r(w|-)------- (workspace|caches)/.*" + file))
                .anySatisfy(found -> assertThat(found).matches(".*workspace/.*/checkout" + file))
                .anySatisfy(found -> assertThat(found).matches(".*caches/git-\\w+" + file));
        // A scan may still use the key.
        await("no file with a secret is left").until(this::filesWithSecrets, List::isEmpty);
    }

    private List<Path> filesWithSecrets() {
        return Stream.of(keysWithPassphrase.uniqueLine(), PASSPHRASE)
                .flatMap(hidden -> HomeSearcher.findFilesWith(controller.home(), hidden).stream())
                .toList();
    }

    private String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(controller.home().resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestSecretBuilder keyOf(String user, SshKeyPair keys) {
        return TestSecretBuilder.of(TYPE + "ssh-auth").with("username", user).with("private_key", keys.privateKey());
    }

    private String checkout(String credential) {
        return "node { git url: '" + server.url() + "', branch: 'main', credentialsId: '" + credential
                + "'; sh 'cat greeting.txt' }";
    }

    /** Checks that the text contains no private key and no passphrase. */
    private AbstractStringAssert<?> assertHidden(String text) {
        return assertThat(text)
                .doesNotContain(
                        keys.uniqueLine(), keysWithPassphrase.uniqueLine(), unknownKeys.uniqueLine(), PASSPHRASE);
    }

    private String scanLog(AcceptanceTestProject scenario) {
        return controller.http().getText(JenkinsHttpClient.urlPath(scenario.job("branches")) + "indexing/consoleText");
    }

    private static String documentedConfiguration(String knownHosts) throws IOException {
        Matcher documented =
                DOCUMENTED.matcher(Files.readString(RepositoryRoot.root().resolve("docs/credentials.md")));
        assertThat(documented.find()).isTrue();
        Matcher server = SERVER.matcher(documented.group(1));
        assertThat(server.find()).isTrue();
        String indent = server.group(1);
        return server.replaceAll(Matcher.quoteReplacement(knownHosts
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> indent + line)
                .collect(Collectors.joining("\n"))));
    }
}
