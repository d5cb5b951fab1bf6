/** What a user does with a run of the trial from a second terminal: read its log, answer its question. */
package io.jenkins.plugins.kubesphere.devops.trial.runs;
