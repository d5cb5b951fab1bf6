/** Prints what happens in a trial: changes of resources, and the logs of builds. */
package io.jenkins.plugins.kubesphere.devops.trial.output;
