/**
 * Creates PipelineRuns for builds that were started in Jenkins. {@code BuildImportQueue} decides when, {@code
 * BuildImporter} creates the PipelineRun, {@code ImportedBuildAdopter} gives it its build.
 */
package io.jenkins.plugins.kubesphere.devops.operator.run.imports;
