package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;

import java.util.Objects;

/**
 * Why a pod is not an agent yet.
 *
 * @param kind the reason of Kubernetes, such as {@code ImagePullBackOff}; empty if the pod only needs more time
 * @param text what happens to the pod, such as {@code cannot pull image maven:9 (ImagePullBackOff)}
 */
record PodTrouble(String kind, String text) {
    PodTrouble {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
    }

    boolean needsAttention() {
        return !kind.isEmpty();
    }
}
