package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
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
     * @param systemNamespace namespace of the ConfigMap with the labels of agents
     */
    public KapisSettings settings(Set<String> namespaces, String systemNamespace) {
        return new KapisSettings(
                clusterName,
                namespaces,
                systemNamespace,
                audienceList(),
                kubeSphereUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(kubeSphereUrl)));
    }

    private List<String> audienceList() {
        return Stream.of(audiences.split(","))
                .map(String::strip)
                .filter(audience -> !audience.isEmpty())
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
        public FormValidation doCheckKubeSphereUrl(@QueryParameter String value) {
            String normalized = normalize(value);
            return isServerAddress(normalized)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.RestApiConfiguration_NotAnAddress(normalized));
        }
    }
}
