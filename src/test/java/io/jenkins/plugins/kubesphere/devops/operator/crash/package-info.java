/**
 * Tests that each PipelineRun has exactly one build, no matter when Jenkins or the process of the operator is killed.
 */
package io.jenkins.plugins.kubesphere.devops.operator.crash;
