package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;

/** Base of tests with a project that has a folder, a job and the credential {@link #TOKEN}. */
abstract class ProjectCredentialsTestCase {
    static final String HIDDEN = "t0ken-that-nobody-may-see";
    static final CredentialName TOKEN = new CredentialName("demo", "token");

    ProjectCredentialsRegistry registry;
    JenkinsRule jenkins;
    Folder demo;
    WorkflowJob job;

    @BeforeEach
    final void createProject(JenkinsRule rule) throws Exception {
        jenkins = rule;
        demo = project("demo", "shop");
        job = demo.createProject(WorkflowJob.class, "web");
        registry = ProjectCredentialsRegistry.get();
        registry.put(TOKEN, "shop", text(HIDDEN));
    }

    final Folder project(String folder, String name) {
        JenkinsEngine.get()
                .jobs()
                .ensureFolder(new FolderRequest(folder, new Owner("DevOpsProject", "", name, "uid-" + name)));
        return (Folder) jenkins.jenkins.getItem(folder);
    }

    static Credential text(String text) {
        return new Credential.SecretText("to push", new SensitiveText(text));
    }

    static List<String> idsInGroup(ItemGroup<?> group) {
        return ids(CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, group, ACL.SYSTEM2));
    }

    static List<String> idsForItem(Item item) {
        return ids(CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, item, ACL.SYSTEM2));
    }

    private static List<String> ids(List<StandardCredentials> credentials) {
        return credentials.stream().map(StandardCredentials::getId).toList();
    }
}
