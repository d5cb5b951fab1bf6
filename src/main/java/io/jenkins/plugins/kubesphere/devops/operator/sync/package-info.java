/** Writes the results of a sync with the engine: its outcome, a refusal, or drift that was corrected. */
package io.jenkins.plugins.kubesphere.devops.operator.sync;
