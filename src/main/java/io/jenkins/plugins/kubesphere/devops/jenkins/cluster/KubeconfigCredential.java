package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.Extension;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Connects with a kubeconfig from a credential of Jenkins: a secret file or secret text in the store "System". It uses
 * the current context of the kubeconfig.
 */
public final class KubeconfigCredential extends ClusterLocation {
    private final String credentialsId;

    @DataBoundConstructor
    public KubeconfigCredential(String credentialsId) {
        this.credentialsId = Objects.requireNonNullElse(credentialsId, "").strip();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @Override
    protected Config settings() throws SessionNotReadyException {
        LocalizableProblem source = problem("credential", credentialsId);
        Optional<FileCredentials> file = lookup(FileCredentials.class).stream()
                .filter(credential -> credential.getId().equals(credentialsId))
                .findFirst();
        if (file.isPresent()) {
            try (InputStream content = file.get().getContent()) {
                return KubeconfigReader.read(source, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new SessionNotReadyException(problem("unreadableCredential", source, e.toString()));
            }
        }
        StringCredentials text = lookup(StringCredentials.class).stream()
                .filter(credential -> credential.getId().equals(credentialsId))
                .findFirst()
                .orElseThrow(() -> new SessionNotReadyException(problem("noCredential", source)));
        return KubeconfigReader.read(source, text.getSecret().getPlainText());
    }

    private static LocalizableProblem problem(String key, Object... arguments) {
        return LocalizableProblem.of(KubeconfigCredential.class, key, arguments);
    }

    private static <C extends com.cloudbees.plugins.credentials.common.IdCredentials> List<C> lookup(Class<C> type) {
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2);
    }

    @Extension
    @Symbol("kubeconfigCredential")
    public static final class DescriptorImpl extends LocationDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.KubeconfigCredential_DisplayName();
        }

        /**
         * Lists the credentials; a person without the permission to see them gets only the one that is already
         * selected.
         */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            ListBoxModel items = new ListBoxModel();
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                items.add(credentialsId);
                return items;
            }
            items.add("");
            lookup(FileCredentials.class).forEach(credential -> items.add(credential.getId()));
            lookup(StringCredentials.class).forEach(credential -> items.add(credential.getId()));
            return items;
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return check(new KubeconfigCredential(value));
        }

        @POST
        public FormValidation doTestConnection(
                @QueryParameter String credentialsId,
                @QueryParameter String systemNamespace,
                @QueryParameter boolean credentialsFromSecrets) {
            return test(new KubeconfigCredential(credentialsId), systemNamespace, credentialsFromSecrets);
        }
    }
}
