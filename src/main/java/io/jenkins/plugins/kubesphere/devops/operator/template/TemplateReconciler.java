package io.jenkins.plugins.kubesphere.devops.operator.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.Conditions;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ErrorHandlingReconciler;
import io.jenkins.plugins.kubesphere.devops.template.TemplateValidator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Writes the condition {@code Ready} on templates of one kind: whether the template can be read. Removes the condition
 * {@code NotSupported}, which older versions wrote. The framework reads the kind from the class, so each kind needs its
 * own class.
 */
public abstract class TemplateReconciler<P extends CustomResource<?, ? extends HasConditions>>
        extends ErrorHandlingReconciler<P> {
    private final PatchWriter patches;
    private final Clock clock;

    TemplateReconciler(KubernetesClient client, Clock clock) {
        this.patches = new PatchWriter(client);
        this.clock = clock;
    }

    /** Creates the reconciler of the namespaced kind. */
    public static TemplateReconciler<Template> createNamespaced(KubernetesClient client, Clock clock) {
        return new NamespacedTemplateReconciler(client, clock);
    }

    /** Creates a reconciler for each cluster-scoped kind. */
    public static List<TemplateReconciler<?>> createClusterScoped(KubernetesClient client, Clock clock) {
        return List.of(new ClusterTemplateReconciler(client, clock), new StepTemplateReconciler(client, clock));
    }

    /** Returns what is wrong with a template; empty if nothing is. */
    abstract Optional<String> problem(P template);

    @Override
    protected UpdateControl<P> apply(P object, Context<P> context) {
        List<Condition> before = object.getStatus().conditions();
        Optional<String> problem = problem(object);
        List<Condition> after = Conditions.withCondition(
                Conditions.without(before, ConditionTypes.NOT_SUPPORTED),
                ConditionTypes.READY,
                problem.isPresent() ? Condition.FALSE : Condition.TRUE,
                problem.isPresent() ? ConditionReasons.INVALID_TEMPLATE : ConditionReasons.VALID,
                problem.orElse("the template can be rendered"),
                clock.instant());
        if (!after.equals(before)) {
            ObjectNode change = PatchWriter.emptyPatch();
            change.withObjectProperty("status").set("conditions", PatchWriter.toJson(after));
            patches.mergeStatus(object, change);
        }
        return UpdateControl.noUpdate();
    }

    static final class NamespacedTemplateReconciler extends TemplateReconciler<Template> {
        NamespacedTemplateReconciler(KubernetesClient client, Clock clock) {
            super(client, clock);
        }

        @Override
        Optional<String> problem(Template template) {
            return TemplateValidator.problem(template.getSpec());
        }
    }

    static final class ClusterTemplateReconciler extends TemplateReconciler<ClusterTemplate> {
        ClusterTemplateReconciler(KubernetesClient client, Clock clock) {
            super(client, clock);
        }

        @Override
        Optional<String> problem(ClusterTemplate template) {
            return TemplateValidator.problem(template.getSpec());
        }
    }

    static final class StepTemplateReconciler extends TemplateReconciler<ClusterStepTemplate> {
        StepTemplateReconciler(KubernetesClient client, Clock clock) {
            super(client, clock);
        }

        @Override
        Optional<String> problem(ClusterStepTemplate template) {
            return TemplateValidator.problem(template.getSpec());
        }
    }
}
