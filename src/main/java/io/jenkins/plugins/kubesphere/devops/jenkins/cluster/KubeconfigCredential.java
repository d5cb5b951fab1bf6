package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
 *
 * <p>The credential must have the scope System: each Pipeline could read one of another scope. The kubeconfig must be
 * complete in itself: whoever may change credentials may not run programs on the controller or read its files.
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
        Optional<FileCredentials> file = find(FileCredentials.class);
        Optional<StringCredentials> text = find(StringCredentials.class);
        if (file.isPresent()) {
            return KubeconfigReader.read(
                    source, KubeconfigContentValidator.toCheckedJson(source, content(source, file.get())));
        }
        if (text.isPresent()) {
            return KubeconfigReader.read(
                    source,
                    KubeconfigContentValidator.toCheckedJson(
                            source, text.get().getSecret().getPlainText()));
        }
        boolean hasOtherScope = Stream.concat(
                        lookup(FileCredentials.class).stream(), lookup(StringCredentials.class).stream())
                .anyMatch(credential -> credential.getId().equals(credentialsId));
        throw new SessionNotReadyException(
                hasOtherScope ? problem("notSystemScope", source) : problem("noCredential", source));
    }

    private static String content(LocalizableProblem source, FileCredentials file) throws SessionNotReadyException {
        try (InputStream content = file.getContent()) {
            // One byte more than allowed, so that a larger file is refused and never read as a whole.
            return new String(content.readNBytes(KubeconfigContentValidator.MAX_BYTES + 1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SessionNotReadyException(problem("unreadableCredential", source, e.toString()));
        }
    }

    private <C extends StandardCredentials> Optional<C> find(Class<C> type) {
        return lookupSystemScoped(type).stream()
                .filter(credential -> credential.getId().equals(credentialsId))
                .findFirst();
    }

    private static LocalizableProblem problem(String key, Object... arguments) {
        return LocalizableProblem.of(KubeconfigCredential.class, key, arguments);
    }

    private static <C extends StandardCredentials> List<C> lookup(Class<C> type) {
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2);
    }

    private static <C extends StandardCredentials> List<C> lookupSystemScoped(Class<C> type) {
        return lookup(type).stream()
                .filter(credential -> credential.getScope() == CredentialsScope.SYSTEM)
                .toList();
    }

    @Extension
    @Symbol("kubeconfigCredential")
    public static final class DescriptorImpl extends LocationDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.KubeconfigCredential_DisplayName();
        }

        /**
         * Lists the credentials of the scope System, and the one that is already selected, so that its check can say
         * what is wrong. A person without the permission to see them gets only the latter.
         */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            ListBoxModel items = new ListBoxModel();
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                items.add(credentialsId);
                return items;
            }
            items.add("");
            Set<String> ids = new LinkedHashSet<>();
            lookupSystemScoped(FileCredentials.class).forEach(credential -> ids.add(credential.getId()));
            lookupSystemScoped(StringCredentials.class).forEach(credential -> ids.add(credential.getId()));
            if (credentialsId != null && !credentialsId.isBlank()) {
                ids.add(credentialsId.strip());
            }
            ids.forEach(items::add);
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
                @QueryParameter boolean credentialsFromSecrets,
                @QueryParameter boolean statusOnSecrets,
                @QueryParameter String namespacesText,
                @QueryParameter String runStore) {
            return test(
                    new KubeconfigCredential(credentialsId),
                    systemNamespace,
                    credentialsFromSecrets,
                    statusOnSecrets,
                    namespacesText,
                    runStore);
        }
    }
}
