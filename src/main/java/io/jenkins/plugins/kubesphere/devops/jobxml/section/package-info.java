/** Renders the sections of a regular job, and the sections that regular and multi-branch jobs share. */
package io.jenkins.plugins.kubesphere.devops.jobxml.section;
