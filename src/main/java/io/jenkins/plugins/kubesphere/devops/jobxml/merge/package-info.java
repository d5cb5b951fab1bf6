/** Merges what a spec says into the document of a job, and records which elements it owns. */
package io.jenkins.plugins.kubesphere.devops.jobxml.merge;
