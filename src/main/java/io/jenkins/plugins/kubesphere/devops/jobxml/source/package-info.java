/** Renders the branch sources of multi-branch jobs, with one class for each source type. */
package io.jenkins.plugins.kubesphere.devops.jobxml.source;
