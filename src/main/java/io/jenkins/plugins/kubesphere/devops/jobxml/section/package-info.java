/** Renders the sections that do not belong to a branch source. */
package io.jenkins.plugins.kubesphere.devops.jobxml.section;
