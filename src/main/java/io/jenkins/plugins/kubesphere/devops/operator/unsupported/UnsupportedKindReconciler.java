package io.jenkins.plugins.kubesphere.devops.operator.unsupported;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.gitops.Application;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ErrorHandlingReconciler;
import java.time.Clock;
import java.util.List;

/**
 * Writes the conditions {@code NotSupported} and {@code Ready} on objects of one kind that is not supported yet. The
 * framework reads the kind from the class, so each kind needs its own class.
 */
public abstract class UnsupportedKindReconciler<P extends CustomResource<?, ? extends HasConditions>>
        extends ErrorHandlingReconciler<P> {
    private final PatchWriter patches;
    private final Clock clock;

    UnsupportedKindReconciler(KubernetesClient client, Clock clock) {
        this.patches = new PatchWriter(client);
        this.clock = clock;
    }

    /** Creates a reconciler for each kind that is not supported yet. */
    public static List<UnsupportedKindReconciler<?>> create(KubernetesClient client, Clock clock) {
        return List.of(new UnsupportedApplicationReconciler(client, clock));
    }

    @Override
    protected UpdateControl<P> apply(P object, Context<P> context) {
        List<Condition> before = object.getStatus().conditions();
        String message = "this plugin does not process objects of kind " + object.getKind()
                + " yet; this object has no effect in Jenkins";
        List<Condition> after = withCondition(before, ConditionTypes.NOT_SUPPORTED, Condition.TRUE, message);
        after = withCondition(after, ConditionTypes.READY, Condition.FALSE, message);
        if (!after.equals(before)) {
            ObjectNode change = PatchWriter.emptyPatch();
            change.withObjectProperty("status").set("conditions", PatchWriter.toJson(after));
            patches.mergeStatus(object, change);
        }
        return UpdateControl.noUpdate();
    }

    private List<Condition> withCondition(List<Condition> conditions, String type, String status, String message) {
        return Conditions.withCondition(
                conditions, type, status, ConditionReasons.NOT_SUPPORTED, message, clock.instant());
    }

    static final class UnsupportedApplicationReconciler extends UnsupportedKindReconciler<Application> {
        UnsupportedApplicationReconciler(KubernetesClient client, Clock clock) {
            super(client, clock);
        }
    }
}
