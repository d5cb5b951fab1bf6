/** Reconciles Pipelines: checks the spec for what every engine requires, and has the engine create the job. */
package io.jenkins.plugins.kubesphere.devops.operator.pipeline;
