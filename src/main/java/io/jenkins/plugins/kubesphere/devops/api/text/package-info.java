/**
 * Creates and checks names, labels, hashes and short texts in the form that Kubernetes accepts, and masks texts. Uses
 * no other package of this project.
 */
package io.jenkins.plugins.kubesphere.devops.api.text;
