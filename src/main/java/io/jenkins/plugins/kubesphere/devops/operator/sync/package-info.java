/** What a sync of an object with the engine writes: its outcome, refusals, and drift that was corrected. */
package io.jenkins.plugins.kubesphere.devops.operator.sync;
