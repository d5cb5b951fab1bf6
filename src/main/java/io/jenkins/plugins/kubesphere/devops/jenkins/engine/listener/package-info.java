/** Listeners of Jenkins: they tell subscribers which run, job or folder changed. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;
