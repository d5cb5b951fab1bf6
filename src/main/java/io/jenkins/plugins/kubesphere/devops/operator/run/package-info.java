/**
 * PipelineRun: claimed for this home, started exactly once, followed until its end. Split by question: may it be started
 * ({@code StartDecision}), what does its state mean in Kubernetes ({@code RunState}), what is written when
 * ({@code RunReconciler}).
 */
package io.jenkins.plugins.kubesphere.devops.operator.run;
