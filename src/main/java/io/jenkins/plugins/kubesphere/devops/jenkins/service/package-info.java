/** Starts and stops the operator with the controller, and when the configuration changes. */
package io.jenkins.plugins.kubesphere.devops.jenkins.service;
