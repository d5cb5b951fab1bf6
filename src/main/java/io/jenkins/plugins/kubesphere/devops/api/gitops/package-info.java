/** The Application resource of GitOps. Values only, as in the package above; its open parts stay JSON trees. */
package io.jenkins.plugins.kubesphere.devops.api.gitops;
