package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Items;
import hudson.model.Queue;
import hudson.model.User;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveBytes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests who can find the credentials of a project, from which items, and what Jenkins writes to disk. */
@WithJenkins
class ProjectCredentialsRegistryTest {
    private static final String HIDDEN = "t0ken-that-nobody-may-see";
    private static final CredentialName TOKEN = new CredentialName("demo", "token");

    private ProjectCredentialsRegistry shelf;
    private JenkinsRule jenkins;
    private Folder demo;
    private WorkflowJob job;

    @BeforeEach
    void createProject(JenkinsRule rule) throws Exception {
        jenkins = rule;
        demo = project("demo", "shop");
        job = demo.createProject(WorkflowJob.class, "web");
        shelf = ProjectCredentialsRegistry.get();
        shelf.put(TOKEN, "shop", text(HIDDEN));
    }

    private Folder project(String folder, String name) {
        JenkinsEngine.get()
                .jobs()
                .ensureFolder(new FolderRequest(folder, new Owner("DevOpsProject", "", name, "uid-" + name)));
        return (Folder) jenkins.jenkins.getItem(folder);
    }

    private static Credential text(String text) {
        return new Credential.SecretText("to push", new SensitiveText(text));
    }

    private static List<String> in(ItemGroup<?> group) {
        return ids(CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, group, ACL.SYSTEM2));
    }

    private static List<String> at(Item item) {
        return ids(CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, item, ACL.SYSTEM2));
    }

    private static List<String> ids(List<StandardCredentials> credentials) {
        return credentials.stream().map(StandardCredentials::getId).toList();
    }

    @Test
    void credentialsAreFoundInTheFolderAndBelow() throws Exception {
        Folder inner = demo.createProject(Folder.class, "inner");
        WorkflowMultiBranchProject branches = inner.createProject(WorkflowMultiBranchProject.class, "branches");
        assertThat(List.of(in(demo), at(demo), at(job), in(inner), in(branches), at(branches)))
                .allSatisfy(found -> assertThat(found).containsExactly("token"));
    }

    @Test
    void credentialsAreNotFoundElsewhere() throws Exception {
        Folder other = project("other", "market");
        WorkflowJob beside = other.createProject(WorkflowJob.class, "web");
        Folder nested = other.createProject(Folder.class, "demo");
        jenkins.jenkins.copy(demo, "copy");
        Folder byHand = jenkins.jenkins.createProject(Folder.class, "by-hand");
        assertThat(List.of(
                        in(jenkins.jenkins),
                        in(null),
                        at(null),
                        in(other),
                        at(beside),
                        in(nested),
                        in((Folder) jenkins.jenkins.getItem("copy")),
                        in(byHand)))
                .allSatisfy(found -> assertThat(found).isEmpty());
    }

    /** Another project has taken over the namespace, but its folder has not been updated yet. */
    @Test
    void credentialsAreNotFoundInTheFolderOfALaterProject() {
        shelf.put(TOKEN, "market", text(HIDDEN));
        assertThat(in(demo)).isEmpty();
    }

    @Test
    void credentialsAreNotFoundInARenamedFolder() throws Exception {
        demo.renameTo("renamed");
        assertThat(in(demo)).isEmpty();
    }

    @Test
    void onlyTheSystemUserFindsCredentials() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        assertThat(CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class,
                        demo,
                        User.getById("admin", true).impersonate2()))
                .isEmpty();
        assertThat(CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, demo, Jenkins.ANONYMOUS2))
                .isEmpty();
    }

    @Test
    void theSecretTakesPrecedenceOverACopyOnDisk() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "token", "", Secret.fromString("of the system")));
        assertThat(CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, job, ACL.SYSTEM2))
                .singleElement()
                .isInstanceOf(SecretBackedText.class);
    }

    @Test
    void changesAndRemovalsApplyAtOnce() {
        shelf.put(TOKEN, "shop", text("rotated"));
        assertThat(((SecretBackedText) shelf.credentials(ProjectFolder.of(demo).orElseThrow())
                                .get(0))
                        .getSecret()
                        .getPlainText())
                .isEqualTo("rotated");
        shelf.remove(TOKEN);
        assertThat(in(demo)).isEmpty();
    }

    @Test
    void credentialsMissingInTheClusterAreRemoved() {
        CredentialName other = new CredentialName("demo", "other");
        shelf.put(other, "shop", text("x"));
        shelf.complete(Set.of(other));
        assertThat(in(demo)).containsExactly("other");
    }

    /** Jenkins would decrypt the text for everybody who has found it. */
    @Test
    void aTextEncryptedByJenkinsIsRefusedAndTheOldCredentialRemoved() {
        String encrypted = Secret.fromString("of the administrator").getEncryptedValue();
        // Jenkins throws an exception for the second text.
        for (String odd : List.of(encrypted, "{AQ==}")) {
            assertThatThrownBy(() -> shelf.put(TOKEN, "shop", text(odd)))
                    .isInstanceOf(CredentialRefusalException.class)
                    .hasMessage("the text looks like a text that Jenkins has encrypted, and Jenkins would decrypt it;"
                            + " give the plain text");
            assertThat(in(demo)).isEmpty();
        }
    }

    @Test
    void aCertificateThatJenkinsCannotReadIsRefused() {
        assertThatThrownBy(() -> shelf.put(
                        TOKEN,
                        "shop",
                        new Credential.PemCertificate("", new SensitiveText("no"), new SensitiveText("certificate"))))
                .isInstanceOf(CredentialRefusalException.class)
                .hasMessageContaining("check that key, certificate and password belong together");
    }

    @Test
    void onlyTheNameIsWrittenToDisk() throws Exception {
        shelf.put(
                new CredentialName("demo", "login"),
                "shop",
                new Credential.UsernamePassword("", "alice", new SensitiveText(HIDDEN)));
        shelf.put(
                new CredentialName("demo", "file"),
                "shop",
                new Credential.SecretFile("", "a.txt", new SensitiveBytes(HIDDEN.getBytes(StandardCharsets.UTF_8))));
        shelf.put(new CredentialName("demo", "kube"), "shop", new Credential.Kubeconfig("", new SensitiveText(HIDDEN)));
        List<StandardCredentials> all = shelf.credentials(ProjectFolder.of(demo).orElseThrow());
        assertThat(all).hasSize(4);
        for (StandardCredentials credential : all) {
            String xml = Items.XSTREAM2.toXML(credential);
            assertThat(xml)
                    .contains("<namespace>demo</namespace>", "<id>" + credential.getId() + "</id>")
                    .doesNotContain(HIDDEN, "alice", "{AQA");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(credential);
            }
            assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                    .contains("demo")
                    .doesNotContain(HIDDEN);
        }
    }

    /** Git runs on the agent with a credential that the controller has looked up. */
    @Test
    void anAgentGetsACredentialOfJenkinsItself() throws Exception {
        shelf.put(
                new CredentialName("demo", "login"),
                "shop",
                new Credential.UsernamePassword("", "alice", new SensitiveText(HIDDEN)));
        StandardUsernamePasswordCredentials login = CredentialsProvider.lookupCredentialsInItem(
                        StandardUsernamePasswordCredentials.class, job, ACL.SYSTEM2)
                .get(0);
        assertThat(jenkins.createOnlineSlave().getChannel().call(new OnTheAgent(login)))
                .isEqualTo("UsernamePasswordCredentialsImpl alice " + HIDDEN);
    }

    private static final class OnTheAgent extends MasterToSlaveCallable<String, RuntimeException> {
        private static final long serialVersionUID = 1L;

        private final StandardUsernamePasswordCredentials login;

        OnTheAgent(StandardUsernamePasswordCredentials login) {
            this.login = login;
        }

        @Override
        public String call() {
            return login.getClass().getSimpleName() + " " + login.getUsername() + " "
                    + login.getPassword().getPlainText();
        }
    }

    @Test
    void lookUpsWaitForTheFirstListOfSecrets() throws Exception {
        shelf.expect(Set.of("demo"));
        CompletableFuture<List<String>> found = CompletableFuture.supplyAsync(() -> at(job));
        assertThat(in(project("other", "market")))
                .as("credentials of a project that is not loading")
                .isEmpty();
        assertThatThrownBy(() -> found.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        shelf.put(TOKEN, "shop", text(HIDDEN));
        shelf.complete(Set.of(TOKEN));
        assertThat(found.get(1, TimeUnit.MINUTES)).containsExactly("token");
    }

    @Test
    void lookUpsDoNotWaitIfSecretsAreUnavailable() {
        shelf.expect(Set.of());
        shelf.unavailable("no right");
        assertThat(in(demo)).isEmpty();
        shelf.expect(Set.of());
        shelf.clear();
        assertThat(in(demo)).isEmpty();
    }

    @Test
    void queuedBuildsShowWhyTheyWait() throws Exception {
        shelf.expect(Set.of());
        job.scheduleBuild2(0);
        Queue.Item item = awaitBlocked();
        assertThat(item.getCauseOfBlockage().getShortDescription())
                .isEqualTo("Waits for the credentials of namespace demo: they have not been read from the cluster yet");
        shelf.complete(Set.of());
        jenkins.waitUntilNoActivity();
        assertThat(job.getLastBuild()).isNotNull();
    }

    private Queue.Item awaitBlocked() {
        return await("the job is blocked in the queue")
                .pollInterval(Duration.ofMillis(100))
                .until(job::getQueueItem, Queue.BlockedItem.class::isInstance);
    }

    @Test
    void theStoreIsReadOnly() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        CredentialsStore store = new SecretCredentialsProvider().getStore(demo);
        assertThat(store.hasPermission2(User.getById("admin", true).impersonate2(), CredentialsProvider.VIEW))
                .isTrue();
        assertThat(store.hasPermission2(User.getById("admin", true).impersonate2(), CredentialsProvider.UPDATE))
                .isFalse();
        assertThat(store.hasPermission2(User.getById("reader", true).impersonate2(), CredentialsProvider.VIEW))
                .isFalse();
        Credentials credential = store.getCredentials(Domain.global()).get(0);
        assertThat(store.removeCredentials(Domain.global(), credential)).isFalse();
        assertThat(in(demo)).containsExactly("token");
        assertThat(new SecretCredentialsProvider().getStore(jenkins.jenkins)).isNull();
        assertThat(new SecretCredentialsProvider().getStore(job)).isNull();

        String page = jenkins.createWebClient()
                .login("admin")
                .goTo("job/demo/credentials/store/secrets/domain/_/")
                .asNormalizedText();
        assertThat(page).contains("token", "to push").doesNotContain(HIDDEN);
    }
}
