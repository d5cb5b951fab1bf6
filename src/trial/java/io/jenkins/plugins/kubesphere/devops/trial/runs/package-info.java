/** The commands with which a user reads the log of a run, or answers its input, from a second terminal. */
package io.jenkins.plugins.kubesphere.devops.trial.runs;
