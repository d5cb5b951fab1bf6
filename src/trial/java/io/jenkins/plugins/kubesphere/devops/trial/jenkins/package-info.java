/** The files of a real Jenkins in a trial: reads its war, copies a home, and finds messages in its log. */
package io.jenkins.plugins.kubesphere.devops.trial.jenkins;
