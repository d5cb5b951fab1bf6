/** Reconciles Pipelines: checks the spec for what every engine requires, and asks the engine to create the job. */
package io.jenkins.plugins.kubesphere.devops.operator.pipeline;
