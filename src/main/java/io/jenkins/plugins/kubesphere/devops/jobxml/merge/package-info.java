/** Merges the sections of a spec into the document of a job, and records in the job which sections the spec owns. */
package io.jenkins.plugins.kubesphere.devops.jobxml.merge;
