/** Has the types of the GitOps resource Application. They are values; parts without a schema are JSON trees. */
package io.jenkins.plugins.kubesphere.devops.api.gitops;
