/** Writes to the API server: patches that never change the wrong object, conditions, and Events. */
package io.jenkins.plugins.kubesphere.devops.kubernetes.write;
