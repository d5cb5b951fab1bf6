package io.jenkins.plugins.kubesphere.devops.operator.run.start;

/**
 * Why a run cannot be started now. The run may be started later, although nobody changes it.
 *
 * @param reason one of {@link io.jenkins.plugins.kubesphere.devops.api.ConditionReasons}
 * @param message what the run waits for, and how to fix it
 */
public record StartObstacle(String reason, String message) {}
