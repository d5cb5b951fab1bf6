/** What is known of pipelines and branches, for all versions of the API, and how v1alpha2 shows it. */
package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;
