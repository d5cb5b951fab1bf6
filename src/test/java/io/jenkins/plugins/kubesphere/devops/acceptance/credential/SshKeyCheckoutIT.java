package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.PrivateRepository;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.SshGitServer;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.SshKeys;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.controlplane.Checkout;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecret;
import io.jenkins.plugins.kubesphere.devops.realjenkins.HomeSearch;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
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

/** A private repository over SSH, with a key. */
class SshKeyCheckoutIT extends CredentialsTestCase {
    private static final String PASSPHRASE = "0pen-sesame-that-nobody-may-see";
    private static final String AS_INSTALLED = """
            security:
              gitHostKeyVerificationConfiguration:
                sshHostKeyVerificationStrategy: "knownHostsFileVerificationStrategy"
            """;
    /** The part of docs/credentials.md that is to be copied, and its line that names a server. */
    private static final Pattern DOCUMENTED = Pattern.compile("(?s)```yaml\n(security:.*?)```");

    private static final Pattern SERVER = Pattern.compile("(?m)^( +)git\\.example\\.com .*$");
    private static final String REFUSED = "Permission denied (publickey)";

    private SshGitServer server;
    private SshKeys keys;
    private SshKeys locked;
    private SshKeys strange;

    @BeforeEach
    void serve() throws Exception {
        keys = SshKeys.made(state.resolve("key"), "");
        locked = SshKeys.made(state.resolve("locked"), PASSPHRASE);
        strange = SshKeys.made(state.resolve("strange"), "");
        server = new SshGitServer(PrivateRepository.in(state), List.of(keys.publicKey(), locked.publicKey()));
        createText("token", TOKEN);
        configure(asDocumented(SshKeys.knownHosts(server.port())));
    }

    @AfterEach
    void end() throws IOException {
        if (server != null) {
            server.close();
            configure(AS_INSTALLED);
        }
    }

    @Test
    void aBuildChecksItOut() {
        create(keyOf("alice", keys), "key");
        create(TestSecret.of("kubernetes.io/ssh-auth").with("ssh-privatekey", keys.privateKey()), "own-key");
        assertHidden(succeeds(loop, "checkout", checkout("key"))).contains(PrivateRepository.GREETING);
        assertHidden(succeeds(loop, "own", checkout("own-key"))).contains(PrivateRepository.GREETING);
        assertThat(server.users()).containsExactlyInAnyOrder("alice", "git");
        assertThat(users("key")).containsExactly(loop.namespace + "/checkout");
    }

    @Test
    void aKeyIsOpenedByItsPassphrase() {
        create(keyOf("alice", locked).with("passphrase", PASSPHRASE), "locked");
        assertHidden(succeeds(loop, "checkout", checkout("locked"))).contains(PrivateRepository.GREETING);

        assertHidden(
                        succeeds(
                                loop,
                                "bound",
                                "node { withCredentials([sshUserPrivateKey(credentialsId: 'locked', keyFileVariable: 'KEY',"
                                        + " passphraseVariable: 'PHRASE')]) { sh 'printf %s \"$PHRASE\" | sha256sum; echo \"$PHRASE\"' } }"))
                .contains(sha256(PASSPHRASE));

        create(keyOf("alice", locked).with("passphrase", "an0ther-" + PASSPHRASE), "mistaken");
        assertHidden(fails(loop, "mistaken", checkout("mistaken"))).contains(REFUSED);
    }

    /** OpenSSH takes it with others only. */
    @Test
    void aKeyMayHaveTheLineBreaksOfWindows() {
        TestSecret secret = TestSecret.of(TYPE + "ssh-auth")
                .with("username", "alice")
                .with("private_key", keys.privateKey().replace("\n", "\r\n"));
        create(secret, "windows");
        assertHidden(succeeds(loop, "checkout", checkout("windows"))).contains(PrivateRepository.GREETING);
    }

    @Test
    void itsBranchesAreFoundAndBuilt() {
        create(keyOf("alice", keys), "key");
        assertHidden(scannedAndBuilt(branches(loop, server.url(), "key"))).contains(PrivateRepository.GREETING);
        assertThat(server.users()).containsExactly("alice");
        assertThat(users("key")).contains(loop.namespace + "/branches/main");
    }

    @Test
    void aWrongKeyIsRefusedAndTheMessageSaysSo() {
        create(keyOf("alice", strange), "strange");
        assertHidden(fails(loop, "checkout", checkout("strange"))).contains("alice@127.0.0.1: " + REFUSED);

        Pipeline pipeline = branches(loop, server.url(), "strange");
        assertHidden(loop.awaitReason(pipeline, "Scanned", "ScanFailed"))
                .startsWith("the last scan of the repository failed: alice@127.0.0.1: " + REFUSED);
        assertHidden(scanLog(loop)).contains(REFUSED);
        assertHidden(controller.output()).isNotEmpty();
        assertThat(server.users()).isEmpty();
    }

    @Test
    void theKeyOfAnotherProjectDoesNotHelp() {
        create(keyOf("alice", keys), "key");
        try (Scenario theirs = Scenario.start(target)) {
            assertHidden(fails(theirs, "checkout", checkout("key")))
                    .contains("CredentialId \"key\" could not be found");
            assertThat(theirs.awaitReason(branches(theirs, server.url(), "key"), "Scanned", "ScanFailed"))
                    .startsWith("the last scan of the repository failed: ")
                    .contains(
                            "; Jenkins has no credential \"key\" for this project, and scans without one; 0 branches");
        }
        assertThat(server.users()).isEmpty();
    }

    /** As Jenkins is installed: nobody has told it of any host. */
    @Test
    void aHostThatNobodyHasApprovedIsNotTalkedTo() throws IOException {
        create(keyOf("alice", keys), "key");
        configure(AS_INSTALLED);
        assertThat(fails(loop, "checkout", checkout("key"))).contains("Host key verification failed");
        assertThat(loop.awaitReason(branches(loop, server.url(), "key"), "Scanned", "ScanFailed"))
                .contains("host key is known for [127.0.0.1]:" + server.port());
        assertThat(server.users()).isEmpty();
    }

    /** What docs/credentials.md says of it. */
    @Test
    void gitHasTheKeyInAFileWhileItTalksToTheServer() {
        Set<String> files = new ConcurrentSkipListSet<>();
        server.onArrival(() -> whereSecretsAre().forEach(file -> files.add(permissions(file) + " " + file)));
        create(keyOf("alice", locked).with("passphrase", PASSPHRASE), "locked");
        succeeds(loop, "checkout", checkout("locked"));
        scannedAndBuilt(branches(loop, server.url(), "locked"));
        String file = "@tmp/jenkins-gitclient-(ssh\\d+\\.key|phrase\\d+\\.txt)";
        assertThat(files)
                .allSatisfy(found -> assertThat(found).matches("r(w|-)------- (workspace|caches)/.*" + file))
                .anySatisfy(found -> assertThat(found).matches(".*workspace/.*/checkout" + file))
                .anySatisfy(found -> assertThat(found).matches(".*caches/git-\\w+" + file));
        // A scan may be under way.
        await("nothing is left").until(this::whereSecretsAre, List::isEmpty);
    }

    private List<Path> whereSecretsAre() {
        return Stream.of(locked.line(), PASSPHRASE)
                .flatMap(hidden -> HomeSearch.filesWith(controller.home(), hidden).stream())
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

    private static TestSecret keyOf(String user, SshKeys keys) {
        return TestSecret.of(TYPE + "ssh-auth").with("username", user).with("private_key", keys.privateKey());
    }

    private String checkout(String credential) {
        return "node { git url: '" + server.url() + "', branch: 'main', credentialsId: '" + credential
                + "'; sh 'cat greeting.txt' }";
    }

    /** What is hidden must neither be in a log nor in a message. */
    private AbstractStringAssert<?> assertHidden(String text) {
        return assertThat(text).doesNotContain(keys.line(), locked.line(), strange.line(), PASSPHRASE);
    }

    private String scanLog(Scenario loop) {
        return controller.http().text(JenkinsController.path(loop.job("branches")) + "indexing/consoleText");
    }

    private static String asDocumented(String knownHosts) throws IOException {
        Matcher documented = DOCUMENTED.matcher(Files.readString(Checkout.root().resolve("docs/credentials.md")));
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
