package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.KubeSphereSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthServer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.AllowedHosts;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The settings of the REST API. The API is off if there are none. */
public final class RestApiConfiguration extends AbstractDescribableImpl<RestApiConfiguration> {
    /** KubeSphere's name for the cluster in which it runs. */
    public static final String DEFAULT_CLUSTER = "host";

    private String clusterName = DEFAULT_CLUSTER;
    private String audiences = "";
    private String kubeSphereUrl = "";
    private Secret kubeSphereToken;
    private String reviewers = "";
    private String authorizers = "";
    private String webhookSecret = "";
    private boolean webhookSignatureRequired;
    private String scmHosts = "";
    private String writes = "";
    private boolean shortPaths;

    @DataBoundConstructor
    public RestApiConfiguration() {
        // All settings have a default.
    }

    /** The name under which KubeSphere knows this cluster; empty if paths may have any name. */
    public String getClusterName() {
        return clusterName;
    }

    @DataBoundSetter
    public void setClusterName(String clusterName) {
        this.clusterName = normalize(clusterName);
    }

    /** A token of Kubernetes must be meant for one of these, separated by commas; empty for the API server's own. */
    public String getAudiences() {
        return audiences;
    }

    @DataBoundSetter
    public void setAudiences(String audiences) {
        this.audiences = normalize(audiences);
    }

    /** Address of KubeSphere's API server, which reviews its tokens; empty if only those of Kubernetes are accepted. */
    public String getKubeSphereUrl() {
        return kubeSphereUrl;
    }

    /** @throws IllegalArgumentException if it is neither empty nor an address of a server */
    @DataBoundSetter
    public void setKubeSphereUrl(String kubeSphereUrl) {
        String normalized = normalize(kubeSphereUrl);
        if (!isServerAddress(normalized)) {
            throw new IllegalArgumentException(Messages.RestApiConfiguration_NotAnAddress(normalized));
        }
        this.kubeSphereUrl = normalized;
    }

    /** Token of an account that may ask KubeSphere what its users may do; null if KubeSphere is not asked. */
    public Secret getKubeSphereToken() {
        return kubeSphereToken;
    }

    @DataBoundSetter
    public void setKubeSphereToken(Secret kubeSphereToken) {
        boolean isGiven =
                kubeSphereToken != null && !kubeSphereToken.getPlainText().isBlank();
        if (isGiven && !BearerToken.isSendable(kubeSphereToken.getPlainText().strip())) {
            throw new IllegalArgumentException(Messages.RestApiConfiguration_NotAToken());
        }
        this.kubeSphereToken = isGiven ? kubeSphereToken : null;
    }

    /** In this order, servers are asked whose a token is; separated by commas, empty for all. */
    public String getReviewers() {
        return reviewers;
    }

    /** @throws IllegalArgumentException if a server is unknown */
    @DataBoundSetter
    public void setReviewers(String reviewers) {
        AuthServer.parseOrder(normalize(reviewers));
        this.reviewers = normalize(reviewers);
    }

    /** In this order, servers are asked what a caller may do; separated by commas, empty for all. */
    public String getAuthorizers() {
        return authorizers;
    }

    /** @throws IllegalArgumentException if a server is unknown */
    @DataBoundSetter
    public void setAuthorizers(String authorizers) {
        AuthServer.parseOrder(normalize(authorizers));
        this.authorizers = normalize(authorizers);
    }

    /** Name of a Secret in the system namespace, with which webhooks must be signed; empty for none. */
    public String getWebhookSecret() {
        return webhookSecret;
    }

    /** @throws IllegalArgumentException if it is neither empty nor a name of an object */
    @DataBoundSetter
    public void setWebhookSecret(String webhookSecret) {
        String normalized = normalize(webhookSecret);
        if (!isSecretName(normalized)) {
            throw new IllegalArgumentException(Messages.RestApiConfiguration_NotASecretName(normalized));
        }
        this.webhookSecret = normalized;
    }

    private static boolean isSecretName(String text) {
        return text.isEmpty() || KubernetesNames.isObjectName(text);
    }

    /** Whether a webhook without a signature that fits starts nothing, also if a pipeline has no secret. */
    public boolean isWebhookSignatureRequired() {
        return webhookSignatureRequired;
    }

    @DataBoundSetter
    public void setWebhookSignatureRequired(boolean webhookSignatureRequired) {
        this.webhookSignatureRequired = webhookSignatureRequired;
    }

    /** Servers of Git that may have private addresses, separated by commas, as {@link AllowedHosts} reads them. */
    public String getScmHosts() {
        return scmHosts;
    }

    /** @throws IllegalArgumentException if one of them is not a host */
    @DataBoundSetter
    public void setScmHosts(String scmHosts) {
        String normalized = normalize(scmHosts);
        Optional<String> wrong = findWrongHost(normalized);
        if (wrong.isPresent()) {
            throw new IllegalArgumentException(Messages.RestApiConfiguration_NotAHost(wrong.get()));
        }
        this.scmHosts = normalized;
    }

    private static Optional<String> findWrongHost(String hosts) {
        try {
            AllowedHosts.of(list(hosts));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** In whose name the API server gets what callers write, as {@link WriteIdentity} reads it; empty for the plugin's. */
    public String getWrites() {
        return writes;
    }

    /** @throws IllegalArgumentException if it is none of them */
    @DataBoundSetter
    public void setWrites(String writes) {
        WriteIdentity.parse(normalize(writes));
        this.writes = normalize(writes);
    }

    /** Whether {@code /v1alpha3/…} is served as well. */
    public boolean isShortPaths() {
        return shortPaths;
    }

    @DataBoundSetter
    public void setShortPaths(boolean shortPaths) {
        this.shortPaths = shortPaths;
    }

    private static String normalize(String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }

    private static boolean isServerAddress(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            URI address = new URI(text);
            return Set.of("http", "https").contains(Objects.requireNonNullElse(address.getScheme(), ""))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * @param namespaces the projects that are served; empty for all
     * @param systemNamespace namespace of the ConfigMap with the labels of agents, and of the Secret of webhooks
     */
    public KapisSettings settings(Set<String> namespaces, String systemNamespace) {
        return new KapisSettings(
                clusterName,
                namespaces,
                systemNamespace,
                list(audiences),
                kubeSphereUrl.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new KubeSphereSettings(URI.create(kubeSphereUrl), token())),
                // A configuration of an earlier version does not have these.
                AuthServer.parseOrder(normalize(reviewers)),
                AuthServer.parseOrder(normalize(authorizers)),
                new WebhookSettings(normalize(webhookSecret), webhookSignatureRequired),
                list(normalize(scmHosts)),
                WriteIdentity.parse(normalize(writes)),
                shortPaths);
    }

    private Optional<BearerToken> token() {
        return Optional.ofNullable(kubeSphereToken).map(Secret::getPlainText).map(BearerToken::new);
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    @Extension
    @Symbol("restApi")
    public static final class DescriptorImpl extends Descriptor<RestApiConfiguration> {
        @Override
        public String getDisplayName() {
            return Messages.RestApiConfiguration_DisplayName();
        }

        @POST
        public FormValidation doCheckWebhookSecret(@QueryParameter String value) {
            String normalized = normalize(value);
            return isSecretName(normalized)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.RestApiConfiguration_NotASecretName(normalized));
        }

        @POST
        public FormValidation doCheckKubeSphereUrl(@QueryParameter String value) {
            String normalized = normalize(value);
            return isServerAddress(normalized)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.RestApiConfiguration_NotAnAddress(normalized));
        }

        @POST
        public FormValidation doCheckReviewers(@QueryParameter String value) {
            return checkOrder(value);
        }

        @POST
        public FormValidation doCheckAuthorizers(@QueryParameter String value) {
            return checkOrder(value);
        }

        public ListBoxModel doFillWritesItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.RestApiConfiguration_WritesPlugin(), WriteIdentity.PLUGIN.toString());
            items.add(Messages.RestApiConfiguration_WritesCaller(), WriteIdentity.CALLER.toString());
            items.add(Messages.RestApiConfiguration_WritesToken(), WriteIdentity.TOKEN.toString());
            return items;
        }

        /** Which audiences the API server accepts is not known here, so this is a warning. */
        @POST
        public FormValidation doCheckWrites(@QueryParameter String value, @QueryParameter String audiences) {
            boolean isToken = WriteIdentity.TOKEN.toString().equals(normalize(value));
            return isToken && !normalize(audiences).isEmpty()
                    ? FormValidation.warning(Messages.RestApiConfiguration_WritesTokenAudiences(normalize(audiences)))
                    : FormValidation.ok();
        }

        private static FormValidation checkOrder(String value) {
            try {
                AuthServer.parseOrder(normalize(value));
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(Messages.RestApiConfiguration_NotAnOrder(normalize(value)));
            }
        }

        @POST
        public FormValidation doCheckScmHosts(@QueryParameter String value) {
            return findWrongHost(normalize(value))
                    .map(wrong -> FormValidation.error(Messages.RestApiConfiguration_NotAHost(wrong)))
                    .orElseGet(FormValidation::ok);
        }
    }
}
