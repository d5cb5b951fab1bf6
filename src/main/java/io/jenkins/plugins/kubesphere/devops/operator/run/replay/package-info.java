/** Finds the run that another run replays, or restarts at a stage. */
package io.jenkins.plugins.kubesphere.devops.operator.run.replay;
