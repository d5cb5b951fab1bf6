package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A pod in which an agent starts or runs.
 *
 * @param name its namespace and name, such as {@code demo/maven-x1}
 * @param labels names of the labels of the agent
 * @param runUrl the build for which the pod was created, such as {@code job/demo/job/web/3/}; empty if any build with its
 *     label may use it
 * @param trouble why it is not an agent yet; empty if it may be one
 */
record AgentPod(String name, Set<String> labels, Optional<String> runUrl, Optional<PodTrouble> trouble) {
    /** The annotation of the plugin kubernetes for a pod of one build. */
    private static final String RUN_URL = "runUrl";

    static AgentPod of(Pod pod, Set<String> labels) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return new AgentPod(
                pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName(),
                Set.copyOf(labels),
                Optional.ofNullable(annotations).map(found -> found.get(RUN_URL)),
                PodTroubleReader.read(pod));
    }

    /** @param hasLabels whether labels are those for which the build waits */
    boolean isFor(String buildUrl, Predicate<Set<String>> hasLabels) {
        return runUrl.map(url -> url.equals(buildUrl)).orElse(true) && hasLabels.test(labels);
    }

    /** The pods that are created for the same purpose, one after the other, have the same. */
    String purpose() {
        return runUrl.orElse("") + labels.stream().sorted().toList();
    }

    boolean needsAttention() {
        return trouble.filter(PodTrouble::needsAttention).isPresent();
    }
}
