package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.User;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests who can find the credentials of a project, and from which items. */
@WithJenkins
class ProjectCredentialsRegistryTest extends ProjectCredentialsTestCase {
    @Test
    void credentialsAreFoundInTheFolderAndBelow() throws Exception {
        Folder inner = demo.createProject(Folder.class, "inner");
        WorkflowMultiBranchProject branches = inner.createProject(WorkflowMultiBranchProject.class, "branches");
        assertThat(List.of(
                        idsInGroup(demo),
                        idsForItem(demo),
                        idsForItem(job),
                        idsInGroup(inner),
                        idsInGroup(branches),
                        idsForItem(branches)))
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
                        idsInGroup(jenkins.jenkins),
                        idsInGroup(null),
                        idsForItem(null),
                        idsInGroup(other),
                        idsForItem(beside),
                        idsInGroup(nested),
                        idsInGroup((Folder) jenkins.jenkins.getItem("copy")),
                        idsInGroup(byHand)))
                .allSatisfy(found -> assertThat(found).isEmpty());
    }

    /** Another project has taken over the namespace, but its folder has not been updated yet. */
    @Test
    void credentialsAreNotFoundInTheFolderOfALaterProject() {
        registry.put(TOKEN, "market", text(HIDDEN));
        assertThat(idsInGroup(demo)).isEmpty();
    }

    @Test
    void credentialsAreNotFoundInARenamedFolder() throws Exception {
        demo.renameTo("renamed");
        assertThat(idsInGroup(demo)).isEmpty();
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
    void theSecretTakesPrecedenceOverAGlobalCredential() throws Exception {
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
        registry.put(TOKEN, "shop", text("rotated"));
        assertThat(((SecretBackedText)
                                registry.credentials(ProjectFolder.find(demo).orElseThrow())
                                        .get(0))
                        .getSecret()
                        .getPlainText())
                .isEqualTo("rotated");
        registry.remove(TOKEN);
        assertThat(idsInGroup(demo)).isEmpty();
    }

    @Test
    void credentialsMissingInTheClusterAreRemoved() {
        CredentialName other = new CredentialName("demo", "other");
        registry.put(other, "shop", text("x"));
        registry.markComplete("demo", Set.of(other));
        assertThat(idsInGroup(demo)).containsExactly("other");
    }
}
