/** Writes to the API server: patches that cannot hit the wrong object, conditions, Events. */
package io.jenkins.plugins.kubesphere.devops.kubernetes.write;
