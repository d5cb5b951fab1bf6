/** What a run shows beside its PipelineRun: what its build does now, what is stored of it, and its artifacts. */
package io.jenkins.plugins.kubesphere.devops.kapis.run;
