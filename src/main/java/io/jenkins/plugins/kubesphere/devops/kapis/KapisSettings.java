package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.AuthServer;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the REST API.
 *
 * @param cluster the name under which KubeSphere knows this cluster; empty if any name is accepted
 * @param namespaces the projects that are served; empty for all
 * @param systemNamespace namespace of the ConfigMap with the labels of agents
 * @param audiences a token of Kubernetes must be meant for one of them; empty for the audience of the API server
 * @param kubeSphere the KubeSphere whose users may call; empty if there is none
 * @param reviewers in this order, servers are asked whose a token is
 * @param authorizers in this order, servers are asked what a caller may do; the first that allows it wins
 * @param webhooks which webhooks are accepted
 * @param scmHosts servers of Git that callers may name although they are private, as {@code AllowedHosts} reads them
 * @param writes in whose name the API server gets what callers write
 * @param shortPaths whether {@code /v1alpha3/…} is served as well
 */
public record KapisSettings(
        String cluster,
        Set<String> namespaces,
        String systemNamespace,
        List<String> audiences,
        Optional<KubeSphereSettings> kubeSphere,
        List<AuthServer> reviewers,
        List<AuthServer> authorizers,
        WebhookSettings webhooks,
        List<String> scmHosts,
        WriteIdentity writes,
        boolean shortPaths) {
    public KapisSettings {
        Objects.requireNonNull(cluster);
        namespaces = Set.copyOf(namespaces);
        Objects.requireNonNull(systemNamespace);
        audiences = List.copyOf(audiences);
        Objects.requireNonNull(kubeSphere);
        reviewers = List.copyOf(reviewers);
        authorizers = List.copyOf(authorizers);
        Objects.requireNonNull(webhooks);
        scmHosts = List.copyOf(scmHosts);
        Objects.requireNonNull(writes);
    }

    /** Kubernetes alone knows the users. */
    public static KapisSettings ofKubernetes(String cluster, Set<String> namespaces, String systemNamespace) {
        return new KapisSettings(
                cluster,
                namespaces,
                systemNamespace,
                List.of(),
                Optional.empty(),
                AuthServer.DEFAULT_ORDER,
                AuthServer.DEFAULT_ORDER,
                WebhookSettings.DEFAULT,
                List.of(),
                WriteIdentity.PLUGIN,
                false);
    }

    /** The same settings with other webhooks. */
    public KapisSettings withWebhooks(WebhookSettings other) {
        return new KapisSettings(
                cluster,
                namespaces,
                systemNamespace,
                audiences,
                kubeSphere,
                reviewers,
                authorizers,
                other,
                scmHosts,
                writes,
                shortPaths);
    }

    /** The same settings with other private servers of Git. */
    public KapisSettings withScmHosts(List<String> other) {
        return new KapisSettings(
                cluster,
                namespaces,
                systemNamespace,
                audiences,
                kubeSphere,
                reviewers,
                authorizers,
                webhooks,
                other,
                writes,
                shortPaths);
    }

    /** The same settings with another name in which callers write. */
    public KapisSettings withWrites(WriteIdentity other) {
        return new KapisSettings(
                cluster,
                namespaces,
                systemNamespace,
                audiences,
                kubeSphere,
                reviewers,
                authorizers,
                webhooks,
                scmHosts,
                other,
                shortPaths);
    }
}
