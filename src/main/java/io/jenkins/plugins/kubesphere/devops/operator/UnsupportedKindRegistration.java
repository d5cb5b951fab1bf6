package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SdkSession;
import io.jenkins.plugins.kubesphere.devops.operator.template.TemplateReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.unsupported.UnsupportedKindReconciler;
import java.time.Clock;
import java.util.List;

/**
 * Registers the reconcilers that write only conditions: of templates, and of the kinds that are not supported yet. If only some namespaces are served, objects of
 * other namespaces and objects without a namespace are ignored: another operator may serve them.
 */
final class UnsupportedKindRegistration implements SdkSession.Registration {
    private final OperatorSettings settings;
    private final Clock clock;

    UnsupportedKindRegistration(OperatorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<AutoCloseable> register(Operator operator, KubernetesClient client) {
        UnsupportedKindReconciler.create(client, clock).forEach(reconciler -> register(operator, reconciler));
        register(operator, TemplateReconciler.createNamespaced(client, clock));
        if (settings.namespaces().isEmpty()) {
            TemplateReconciler.createClusterScoped(client, clock).forEach(reconciler -> register(operator, reconciler));
        }
        return List.of();
    }

    private <P extends CustomResource<?, ? extends HasConditions>> void register(
            Operator operator, Reconciler<P> reconciler) {
        operator.register(reconciler, configuration -> {
            Class<P> kind = configuration.build().getResourceClass();
            configuration
                    .withName(HasMetadata.getPlural(kind))
                    .withReconciliationMaxInterval(settings.sweep())
                    .withInformerListLimit(SdkSession.LIST_LIMIT)
                    .withRetry(new GenericRetry()
                            .setInitialInterval(1_000)
                            .setIntervalMultiplier(2)
                            .setMaxInterval(60_000)
                            .withoutMaxAttempts());
            if (!settings.namespaces().isEmpty()) {
                configuration.settingNamespaces(settings.namespaces());
            }
        });
    }
}
