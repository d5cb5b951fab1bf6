/**
 * Reconciles PipelineRuns: a run is claimed for this instance, started exactly once, and followed until its end.
 * {@code RunReconciler} calls the engine, {@code FinalStatusWriter} ends runs without a build. Package {@code claim} claims
 * runs, {@code start} decides whether and when a run is started, {@code status} writes its status.
 */
package io.jenkins.plugins.kubesphere.devops.operator.run;
