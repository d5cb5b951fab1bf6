/**
 * Contains the Java types of the GitOps resource Application. They only hold data; parts without a schema are JSON
 * trees.
 */
package io.jenkins.plugins.kubesphere.devops.api.gitops;
