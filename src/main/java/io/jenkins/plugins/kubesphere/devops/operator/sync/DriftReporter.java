package io.jenkins.plugins.kubesphere.devops.operator.sync;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;

/** Reports drift as Events: an item of Jenkins was changed by a person, and was changed back to match its resource. */
public final class DriftReporter {
    private final EventRecorder events;

    public DriftReporter(EventRecorder events) {
        this.events = events;
    }

    /**
     * Reports drift of one item.
     *
     * @param resource the resource, whose spec has not changed since the last sync
     * @param item name of the item for people, such as {@code job demo/web}
     * @param change what was done to restore the item
     * @param drift how the item was found
     * @param loss what an item has and lacks after it was deleted and created again, such as {@code without its earlier
     *     builds}
     */
    public void report(HasMetadata resource, String item, ItemOperationResult change, Drift drift, String loss) {
        if (change == ItemOperationResult.CREATED) {
            events.warning(
                    resource,
                    EventReasons.DRIFT_CORRECTED,
                    item + " was deleted in Jenkins; it is created again, " + loss);
            return;
        }
        if (!drift.movedTo().isEmpty()) {
            report(
                    resource,
                    item + " was moved to " + drift.movedTo() + " in Jenkins; it is moved back, with its builds");
        }
        if (drift.disabled()) {
            report(resource, item + " was disabled in Jenkins; it is enabled again");
        }
        if (!drift.fields().isEmpty()) {
            report(resource, item + " was changed in Jenkins; restored: " + String.join(", ", drift.fields()));
        }
    }

    private void report(HasMetadata resource, String message) {
        events.normal(resource, EventReasons.DRIFT_CORRECTED, message);
    }
}
