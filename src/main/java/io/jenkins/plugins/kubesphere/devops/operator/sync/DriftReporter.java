package io.jenkins.plugins.kubesphere.devops.operator.sync;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemChange;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;

/** Tells, in Events, what of an item was as its resource says, was changed in Jenkins, and is as it says again. */
public final class DriftReporter {
    private final EventRecorder events;

    public DriftReporter(EventRecorder events) {
        this.events = events;
    }

    /**
     * Tells.
     *
     * @param about the resource, which asks for the same as before
     * @param item what people call the item: {@code job demo/web}
     * @param change what putting it back took
     * @param lost what has gone with an item that had to be made anew
     */
    public void tell(HasMetadata about, String item, ItemChange change, Drift found, String lost) {
        if (change == ItemChange.CREATED) {
            events.warning(
                    about, EventReasons.DRIFT_CORRECTED, item + " was gone from Jenkins; it is made anew, " + lost);
            return;
        }
        if (!found.movedTo().isEmpty()) {
            tell(about, item + " was moved to " + found.movedTo() + " in Jenkins; it is moved back, with its builds");
        }
        if (found.disabled()) {
            tell(about, item + " was disabled in Jenkins; it is enabled again");
        }
        if (!found.fields().isEmpty()) {
            tell(about, item + " was changed in Jenkins; put back: " + String.join(", ", found.fields()));
        }
    }

    private void tell(HasMetadata about, String message) {
        events.normal(about, EventReasons.DRIFT_CORRECTED, message);
    }
}
