package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers requests for the labels of agents that a Jenkinsfile may name. */
final class AgentLabelHandler {
    private static final String CONFIG_MAP = "jenkins-agent-config";
    private static final String KEY = "agent.labels";

    private final ObjectStore<ConfigMap> store;
    private final String systemNamespace;

    /** The answer. */
    record AgentLabels(String status, List<String> data, String message) {}

    AgentLabelHandler(ClusterConnection cluster, String systemNamespace) {
        this.store = new ObjectStore<>(ConfigMap.class, cluster);
        this.systemNamespace = systemNamespace;
    }

    Reply list(KapisRequest request) {
        ConfigMap found = store.find(systemNamespace, CONFIG_MAP)
                .orElseThrow(() -> KapisException.badRequest("there is no ConfigMap " + systemNamespace + "/"
                        + CONFIG_MAP + "; an administrator creates it with the key " + KEY));
        List<String> labels = Optional.ofNullable(found.getData())
                .map(data -> data.get(KEY))
                .map(text -> Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(label -> !label.isEmpty())
                        .toList())
                .orElse(List.of());
        return Reply.json(new AgentLabels("success", labels, ""));
    }
}
