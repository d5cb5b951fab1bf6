/** Exactly one build per PipelineRun, whenever the process is killed: operator and engine live in a process made for that. */
package io.jenkins.plugins.kubesphere.devops.operator.crash;
