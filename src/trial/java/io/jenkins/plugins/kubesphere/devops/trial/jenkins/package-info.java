/** What a trial is given to run a real Jenkins: its war, a home to be copied; and what it says of itself in its log. */
package io.jenkins.plugins.kubesphere.devops.trial.jenkins;
