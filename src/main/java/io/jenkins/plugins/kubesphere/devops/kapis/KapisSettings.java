package io.jenkins.plugins.kubesphere.devops.kapis;

import java.net.URI;
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
 * @param kubeSphere address of KubeSphere's API server, which then reviews its tokens
 */
public record KapisSettings(
        String cluster,
        Set<String> namespaces,
        String systemNamespace,
        List<String> audiences,
        Optional<URI> kubeSphere) {
    public KapisSettings {
        Objects.requireNonNull(cluster);
        namespaces = Set.copyOf(namespaces);
        Objects.requireNonNull(systemNamespace);
        audiences = List.copyOf(audiences);
        Objects.requireNonNull(kubeSphere);
    }
}
