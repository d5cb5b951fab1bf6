/**
 * PipelineRun: claimed for this instance, started exactly once, followed until its end. Whether it may be started is in
 * {@code start}, what its state means in Kubernetes and when that is written in {@code status}.
 */
package io.jenkins.plugins.kubesphere.devops.operator.run;
