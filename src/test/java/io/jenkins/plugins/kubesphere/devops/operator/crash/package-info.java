/**
 * Tests that each PipelineRun has exactly one build, whenever the process is killed. Operator and engine run in a
 * separate process for that.
 */
package io.jenkins.plugins.kubesphere.devops.operator.crash;
