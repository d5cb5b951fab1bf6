package io.jenkins.plugins.kubesphere.devops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.ParameterValue;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.Await;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestKeys;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecret;
import io.jenkins.plugins.kubesphere.devops.realjenkins.Controller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsFiles;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials in builds of a real Jenkins; needs {@code -Djenkins.war} and {@code -Djenkins.plugins}. */
class ControllerCredentialsIT {
    private static final String TYPE = "credential.devops.kubesphere.io/";
    private static final String PASSWORD = "s3cret-Pa$$'\"w0rd";
    private static final String TOKEN = "t0ken-that-nobody-may-see";
    private static final String KUBECONFIG = "kind: Config\nusers: [{name: k, user: {token: kubec0nfig-t0ken}}]\n";
    private static final String FILE = "f1le-content-that-nobody-may-see\n";

    @TempDir
    static Path folder;

    private static ControllerTarget target;
    private static Controller controller;
    /** A project with a Secret of each type. */
    private static Loop ours;
    /** Another one without any. */
    private static Loop theirs;

    private static String privateKey;

    @BeforeAll
    static void begin() throws Exception {
        JenkinsFiles files = JenkinsFiles.assumeGiven();
        target = ControllerTarget.install(files, List.of("credentials-binding", "git"));
        controller = target.controller();
        ours = Loop.start(target);
        theirs = Loop.start(target);
        privateKey = TestKeys.privateKey();
        create(TestSecret.of(TYPE + "basic-auth").with("username", "alice").with("password", PASSWORD), "login");
        create(
                TestSecret.of("kubernetes.io/basic-auth")
                        .with("username", "bob")
                        .with("password", PASSWORD),
                "own-login");
        create(TestSecret.of(TYPE + "ssh-auth").with("username", "alice").with("private_key", privateKey), "key");
        create(TestSecret.of("kubernetes.io/ssh-auth").with("ssh-privatekey", privateKey), "own-key");
        create(
                TestSecret.of(TYPE + "secret-text")
                        .with("secret", TOKEN)
                        .annotated("jenkins.io/credentials-description", "of the <registry>"),
                "token");
        create(TestSecret.of(TYPE + "secret-text").with("secret", "t0ken-with-a-break\n"), "broken");
        create(TestSecret.of(TYPE + "kubeconfig").with("content", KUBECONFIG), "kube");
        create(TestSecret.of(TYPE + "file").with("filename", "settings.xml").with("data", FILE), "file");
        create(
                TestSecret.of(TYPE + "certificate")
                        .with("certificate", TestKeys.keyStore())
                        .with("password", TestKeys.PASSWORD),
                "store");
        create(
                TestSecret.of("kubernetes.io/tls")
                        .with("tls.crt", TestKeys.certificate())
                        .with("tls.key", privateKey),
                "tls");
        create(
                TestSecret.of("Opaque")
                        .labelled("jenkins.io/credentials-type", "secretText")
                        .with("text", TOKEN),
                "labelled");
    }

    @AfterAll
    static void end() {
        if (target != null) {
            target.discard();
        }
    }

    private static Secret create(TestSecret secret, String name) {
        return ours.client.resource(secret.named(ours.namespace, name).get()).create();
    }

    @Test
    void eachKindReachesABuildAndIsMaskedInItsLog() throws Exception {
        String log = succeeds(ours, "kinds", """
                node {
                  withCredentials([
                      usernamePassword(credentialsId: 'login', usernameVariable: 'USER1', passwordVariable: 'PASS1'),
                      usernamePassword(credentialsId: 'own-login', usernameVariable: 'USER2', passwordVariable: 'PASS2'),
                      sshUserPrivateKey(credentialsId: 'key', usernameVariable: 'USER3', keyFileVariable: 'KEY1'),
                      sshUserPrivateKey(credentialsId: 'own-key', usernameVariable: 'USER4', keyFileVariable: 'KEY2'),
                      string(credentialsId: 'token', variable: 'TEXT1'),
                      string(credentialsId: 'labelled', variable: 'TEXT2'),
                      string(credentialsId: 'broken', variable: 'TEXT3'),
                      string(credentialsId: 'kube', variable: 'KUBETEXT'),
                      file(credentialsId: 'kube', variable: 'KUBECONFIG'),
                      file(credentialsId: 'file', variable: 'FILE1'),
                      certificate(credentialsId: 'store', keystoreVariable: 'STORE1', passwordVariable: 'STOREPASS'),
                      certificate(credentialsId: 'tls', keystoreVariable: 'STORE2')]) {
                    sh '''
                      set +x
                      for text in USER1 PASS1 USER2 PASS2 USER3 USER4 TEXT1 TEXT2 KUBETEXT STOREPASS; do
                        eval printf %s "\\\\"\\\\$$text\\\\"" | sha256sum | sed "s/^/$text /"
                      done
                      for file in KUBECONFIG FILE1; do
                        eval cat "\\\\"\\\\$$file\\\\"" | sha256sum | sed "s/^/$file /"
                      done
                      for file in KEY1 KEY2; do
                        eval cat "\\\\"\\\\$$file\\\\"" | tr -d "\\\\n" | sha256sum | sed "s/^/$file /"
                      done
                      test -s "$STORE1" && test -s "$STORE2" && echo "stores are there"
                      echo "the name is ${FILE1##*/}"
                      echo "loud: $PASS1 $TEXT1"
                      printf "with a break: %s!\\\\n" "$TEXT3"
                    '''
                  }
                }
                """);
        assertThat(log)
                .contains("USER1 " + sha256("alice"), "PASS1 " + sha256(PASSWORD))
                .contains("USER2 " + sha256("bob"), "PASS2 " + sha256(PASSWORD))
                .contains("USER3 " + sha256("alice"), "KEY1 " + sha256(privateKey.replace("\n", "")))
                .contains("USER4 " + sha256("git"), "KEY2 " + sha256(privateKey.replace("\n", "")))
                .contains("TEXT1 " + sha256(TOKEN), "TEXT2 " + sha256(TOKEN))
                .contains("KUBETEXT " + sha256(KUBECONFIG), "KUBECONFIG " + sha256(KUBECONFIG))
                .contains("FILE1 " + sha256(FILE), "the name is ")
                .contains("STOREPASS " + sha256(TestKeys.PASSWORD), "stores are there")
                .contains("loud: **** ****")
                .doesNotContain(PASSWORD, TOKEN, "t0ken-with-a-break", "kubec0nfig-t0ken", TestKeys.PASSWORD);
    }

    @Test
    void aPrivateRepositoryIsCheckedOutWithAPassword() throws Exception {
        try (PrivateRepository repository =
                new PrivateRepository(Files.createDirectories(folder.resolve("git")), "alice", PASSWORD)) {
            String log = succeeds(
                    ours,
                    "checkout",
                    "node { git url: '" + repository.url()
                            + "', branch: 'main', credentialsId: 'login'; sh 'cat greeting.txt' }");
            assertThat(log).contains("hello from the private repository").doesNotContain(PASSWORD);
            assertThat(fails(
                            theirs,
                            "checkout",
                            "node { git url: '" + repository.url() + "', branch: 'main', credentialsId: 'login' }"))
                    .contains("CredentialId \"login\" could not be found");
        }
    }

    @Test
    void aPrivateRepositoryIsScannedAndItsBranchIsBuilt() throws Exception {
        try (PrivateRepository repository =
                new PrivateRepository(Files.createDirectories(folder.resolve("scanned")), "alice", PASSWORD)) {
            Pipeline pipeline = ours.apply(Pipeline.class, """
                    apiVersion: devops.kubesphere.io/v1alpha3
                    kind: Pipeline
                    metadata: {name: branches, namespace: NAMESPACE}
                    spec:
                      type: multi-branch-pipeline
                      multi_branch_pipeline:
                        name: branches
                        source_type: git
                        script_path: Jenkinsfile
                        git_source: {url: "%s", credential_id: login, discover_branches: true}
                    """.formatted(repository.url()));
            assertThat(ours.awaitReason(pipeline, "Scanned", "ScanSucceeded")).startsWith("1 branch");
            PipelineRun run = ours.awaitOver(ours.run(
                    "branches-1",
                    new PipelineRunSpec(
                            Loop.reference("branches"), List.of(), new ScmRef("branch", "main"), null, null)));
            assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
            assertThat(controller.said()).doesNotContain(PASSWORD);
        }
    }

    /** SECURITY-3022 of kubernetes-credentials-provider: whoever knew an id had the credential. */
    @Test
    void anotherProjectsCredentialIsNowhereElse() {
        succeeds(ours, "own", bound("'token'"));
        String missing = "Could not find credentials entry with ID 'token'";
        assertThat(fails(theirs, "explicit", bound("'token'"))).contains(missing);
        theirs.pipeline("parameter", bound("params.ID"), "ID");
        PipelineRun run = theirs.awaitOver(theirs.run("parameter-1", "parameter", new ParameterValue("ID", "token")));
        assertThat(theirs.log(run)).contains(missing);
        assertThat(fails(theirs, "expression", bound("'${ID}'"))).contains("Could not find credentials entry");

        JenkinsHttp http = controller.http();
        http.post("createItem", Map.of("name", "copied", "mode", "copy", "from", ours.namespace));
        http.post("createItem", Map.of("name", "by-hand", "mode", "com.cloudbees.hudson.plugins.folder.Folder"));
        assertThat(http.script("""
                        import com.cloudbees.plugins.credentials.*
                        import com.cloudbees.plugins.credentials.common.*
                        def find = { group, who ->
                          CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials, group, who).count { it.id == 'token' }
                        }
                        def item = { name, who ->
                          CredentialsProvider.lookupCredentialsInItem(StandardCredentials, name, who).count { it.id == 'token' }
                        }
                        def jenkins = jenkins.model.Jenkins.get()
                        def system = hudson.security.ACL.SYSTEM2
                        def ours = jenkins.getItem('OURS')
                        def theirs = jenkins.getItem('THEIRS')
                        println 'folder ' + find(ours, system)
                        println 'job ' + item(jenkins.getItemByFullName('OURS/own'), system)
                        println 'anonymous ' + find(ours, jenkins.ANONYMOUS2)
                        println 'root ' + find(jenkins, system)
                        println 'no group ' + find(null, system)
                        println 'no item ' + item(null, system)
                        println 'beside ' + find(theirs, system)
                        println 'job beside ' + item(jenkins.getItemByFullName('THEIRS/explicit'), system)
                        println 'copy ' + find(jenkins.getItem('copied'), system)
                        println 'by hand ' + find(jenkins.getItem('by-hand'), system)
                        """.replace("OURS", ours.namespace).replace("THEIRS", theirs.namespace)))
                .contains("folder 1", "job 1")
                .contains("anonymous 0", "root 0", "no group 0", "no item 0", "beside 0", "job beside 0")
                .contains("copy 0", "by hand 0");
        String choices = "/descriptorByName/org.jenkinsci.plugins.credentialsbinding.impl.StringBinding/"
                + "fillCredentialsIdItems";
        assertThat(http.post(Controller.path(ours.job("own")) + choices, Map.of()))
                .contains("\"token\"");
        assertThat(http.post(Controller.path(theirs.job("explicit")) + choices, Map.of()))
                .doesNotContain("\"token\"");
    }

    @Test
    void theNextBuildHasARotatedSecretAndNoneThatIsInvalid() throws Exception {
        Secret secret = create(TestSecret.of(TYPE + "secret-text").with("secret", "the-first-one"), "rotating");
        String script = "node { withCredentials([string(credentialsId: 'rotating', variable: 'TEXT')])"
                + " { sh 'set +x; printf %s \"$TEXT\" | sha256sum' } }";
        assertThat(succeeds(ours, "rotating", script)).contains(sha256("the-first-one"));

        replace(secret, "the-second-one");
        awaitStatus(secret, "successful");
        assertThat(again("rotating", 2)).contains(sha256("the-second-one"));

        replace(secret, "");
        awaitStatus(secret, "failed");
        assertThat(again("rotating", 3)).contains("Could not find credentials entry with ID 'rotating'");

        // A text that this Jenkins has encrypted would be decrypted for whoever puts it into a Secret.
        String encrypted = controller
                .http()
                .script("println hudson.util.Secret.fromString('the-administrators-own').getEncryptedValue()")
                .strip();
        replace(secret, encrypted);
        Await.until(
                "it is refused",
                () -> ours.client
                        .resource(secret)
                        .get()
                        .getMetadata()
                        .getAnnotations()
                        .get(TYPE + "syncmsg"),
                message -> message != null && message.contains("looks like one that Jenkins has encrypted"));
        assertThat(again("rotating", 4)).contains("Could not find credentials entry with ID 'rotating'");
    }

    @Test
    void aBuildThatIsResumedFindsItsCredentialAndNothingIsOnTheDisk() throws Exception {
        ours.pipeline("resumed", "sleep 5; " + bound("'token'"));
        ours.pipeline(
                "inside",
                "node { withCredentials([string(credentialsId: 'token', variable: 'TEXT'),"
                        + " usernamePassword(credentialsId: 'login', usernameVariable: 'U', passwordVariable: 'P')]) {"
                        + " sleep 20; sh 'set +x; printf %s \"$TEXT\" | sha256sum' } }");
        PipelineRun resumed = ours.run("resumed-1", "resumed");
        PipelineRun inside = ours.run("inside-1", "inside");
        ours.awaitPhase(inside, "Running");
        ours.awaitPhase(resumed, "Running");
        Await.until("it is in the block", () -> ours.log(inside).contains("Sleeping for"));
        ours.restart();

        assertThat(ours.awaitOver(resumed).getStatus().phase())
                .as(ours.log(resumed))
                .isEqualTo("Succeeded");
        assertThat(ours.awaitOver(inside).getStatus().phase()).isEqualTo("Succeeded");
        assertThat(controller.builds(ours.job("resumed")).resumed(1)).isEqualTo(1);
        assertThat(ours.log(inside)).contains(sha256(TOKEN));
        for (String hidden : List.of(PASSWORD, TOKEN, "kubec0nfig-t0ken", FILE.strip(), TestKeys.PASSWORD)) {
            assertThat(filesWith(hidden)).as(hidden).isEmpty();
            assertThat(filesWith(Base64.getEncoder().encodeToString(hidden.getBytes(StandardCharsets.UTF_8))))
                    .as(hidden)
                    .isEmpty();
        }
        assertThat(filesWith(privateKey.lines().skip(1).findFirst().orElseThrow()))
                .isEmpty();
    }

    @Test
    void whoUsesACredentialIsKnownAlsoAfterRotationAndRestart() {
        Secret secret = create(TestSecret.of(TYPE + "secret-text").with("secret", "the-first-one"), "tracked");
        succeeds(ours, "tracked", bound("'tracked'"));
        assertThat(users("tracked")).containsExactly(ours.namespace + "/tracked");

        replace(secret, "the-second-one");
        awaitStatus(secret, "successful");
        again("tracked", 2);
        ours.restart();
        Await.until(
                "it is there again",
                () -> controller.http().json(store(), "credentials[id]").findValuesAsText("id"),
                ids -> ids.contains("tracked"));
        assertThat(users("tracked")).containsExactly(ours.namespace + "/tracked");
    }

    private static List<String> users(String id) {
        JsonNode credential = controller.http().json(store() + "/credential/" + id, "id,fingerprint[usage[name]]");
        return credential.path("fingerprint").path("usage").findValuesAsText("name");
    }

    private static String store() {
        return "job/" + ours.namespace + "/credentials/store/secrets/domain/_";
    }

    @Test
    void theFoldersPageShowsThemAndNothingInThem() {
        JenkinsHttp http = controller.http();
        assertThat(http.json(store(), "credentials[id,typeName,description]").path("credentials"))
                .anySatisfy(credential -> {
                    assertThat(credential.path("id").asText()).isEqualTo("token");
                    assertThat(credential.path("typeName").asText()).isEqualTo("Secret text");
                    assertThat(credential.path("description").asText()).isEqualTo("of the <registry>");
                });
        String page = http.text("job/" + ours.namespace + "/credentials/");
        assertThat(page)
                .contains("registry", "/credentials/store/secrets/")
                .doesNotContain("<registry", TOKEN, PASSWORD);
        assertThat(http.text(store() + "/credential/token/")).doesNotContain(TOKEN, "Update");
        assertThat(
                        http.script(
                                "import com.cloudbees.plugins.credentials.*\n"
                                        + "CredentialsProvider.lookupStores(jenkins.model.Jenkins.get().getItem('"
                                        + ours.namespace
                                        + "')).each { s -> println s.class.simpleName + ' ' + s.hasPermission(CredentialsProvider.UPDATE) }"))
                .contains("SecretCredentialsStore false");
    }

    /** Started before the credentials are known, a build would fail for want of them. */
    @Test
    void buildsWaitInTheQueueUntilTheCredentialsAreKnown() throws Exception {
        ours.pipeline("waiting", bound("'token'"));
        target.loseCluster();
        target.stop();
        target.start(Set.of());
        try {
            JenkinsHttp http = controller.http();
            http.post(Controller.path(ours.job("waiting")) + "build", Map.of());
            Await.until(
                    "it says why it waits",
                    () -> http.json("queue", "items[why]").findValuesAsText("why"),
                    why -> why.contains("Waits for the credentials of namespace " + ours.namespace
                            + ": they have not been read from the cluster yet"));
            assertThat(controller.builds(ours.job("waiting")).all()).isEmpty();
        } finally {
            target.countRequests(true);
        }
        Await.until("it is built", () -> controller.builds(ours.job("waiting")).all().stream()
                .anyMatch(build -> build.over() && build.result().equals("SUCCESS")));
    }

    private static String bound(String id) {
        return "withCredentials([string(credentialsId: " + id + ", variable: 'TEXT')]) { echo 'bound' }";
    }

    private static String succeeds(Loop loop, String name, String script) {
        loop.pipeline(name, script);
        PipelineRun run = loop.awaitOver(loop.run(name + "-1", name));
        String log = loop.log(run);
        assertThat(run.getStatus().phase()).as(log).isEqualTo("Succeeded");
        return log;
    }

    private static String fails(Loop loop, String name, String script) {
        loop.pipeline(name, script);
        PipelineRun run = loop.awaitOver(loop.run(name + "-1", name));
        String log = loop.log(run);
        assertThat(run.getStatus().phase()).as(log).isEqualTo("Failed");
        return log;
    }

    private static String again(String pipeline, int number) {
        PipelineRun run = ours.awaitOver(ours.run(pipeline + "-" + number, pipeline));
        return ours.log(run);
    }

    private static void replace(Secret secret, String text) {
        ours.edit(
                secret,
                edited -> edited.setData(
                        Map.of("secret", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))));
    }

    private static void awaitStatus(Secret secret, String status) {
        // Said after the credential is there; what was said before may be the same word.
        Loop.pause(500);
        Await.until("it is " + status, () -> {
            Map<String, String> annotations =
                    ours.client.resource(secret).get().getMetadata().getAnnotations();
            return annotations != null && status.equals(annotations.get(TYPE + "syncstatus"));
        });
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The files of the home, its log among them, that hold a text. */
    private static List<Path> filesWith(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(controller.home())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !controller.home().relativize(file).startsWith("war"))
                    .filter(file -> !controller.home().relativize(file).startsWith("plugins"))
                    .filter(file -> holds(file, wanted))
                    .toList();
        }
    }

    private static boolean holds(Path file, byte[] wanted) {
        try {
            // One byte for one character, so that any content can be searched.
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false; // it went meanwhile
        }
    }
}
