/** SCM sources of multi-branch jobs, one class for each. */
package io.jenkins.plugins.kubesphere.devops.jobxml.source;
