/** Listens to Jenkins and publishes engine events, which say that a run, job or folder changed. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;
