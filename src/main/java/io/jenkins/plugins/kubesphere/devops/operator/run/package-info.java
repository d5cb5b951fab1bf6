/**
 * Reconciles PipelineRuns: a run is claimed for this instance, started exactly once, and followed until its end. {@code
 * RunReconciler} decides what happens to a run, {@code RunStarter} and {@code RunFollower} call the engine, {@code
 * WaitingStatusWriter} and {@code FinalRunStatusWriter} handle runs without a build. Package {@code claim} claims runs,
 * {@code start} decides when a run is started, {@code status} writes its status.
 */
package io.jenkins.plugins.kubesphere.devops.operator.run;
