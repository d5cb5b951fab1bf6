/** The annotations that show the state of a pipeline's job and branches. */
package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;
