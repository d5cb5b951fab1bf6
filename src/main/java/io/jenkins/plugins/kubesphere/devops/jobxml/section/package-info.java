/** Sections of a regular job, and those that it shares with multi-branch jobs. */
package io.jenkins.plugins.kubesphere.devops.jobxml.section;
