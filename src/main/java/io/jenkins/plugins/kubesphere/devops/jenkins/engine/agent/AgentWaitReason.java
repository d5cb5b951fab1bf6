package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;

/**
 * What a build that waits for an agent should know of the pods that are started for it.
 *
 * @param kind the reason of Kubernetes, such as {@code ImagePullBackOff}; empty if nothing is wrong
 * @param text names the pod, such as {@code pod demo/maven-x1 cannot pull image maven:9 (ImagePullBackOff)}
 */
public record AgentWaitReason(String kind, String text) {}
