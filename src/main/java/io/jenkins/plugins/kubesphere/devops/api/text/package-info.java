/**
 * Names, labels, hashes and short texts, in the form that Kubernetes accepts. Knows no other package of this project.
 */
package io.jenkins.plugins.kubesphere.devops.api.text;
