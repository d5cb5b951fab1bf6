package io.jenkins.plugins.kubesphere.devops.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.regex.Pattern;

/** Reads how many requests a Kubernetes API has had that a server of the REST API may send: no watches. */
final class KubernetesRequestCounter {
    private static final Pattern COUNT = Pattern.compile("apiserver_request_total\\{(?=[^}]*resource=\""
            + "(?:pipelineruns|pipelines|devopsprojects|configmaps|secrets|namespaces|tokenreviews|subjectaccessreviews)\")"
            + "(?![^}]*verb=\"WATCH\")[^}]*} (\\d+)");

    private final KubernetesClient cluster;

    KubernetesRequestCounter(KubernetesClient cluster) {
        this.cluster = cluster;
    }

    /** Returns the requests since the start of the API, also those that were refused. */
    long count() {
        return COUNT.matcher(cluster.raw("/metrics"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
