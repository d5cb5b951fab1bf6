package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the reconciles of the framework, and shares the threads between the namespaces. The framework does not tell an
 * executor which object a reconcile is for. But it calls {@link Metrics#reconcileCustomResource} with the object right
 * before it submits the reconcile, on the same thread. So this class has to be set as both.
 */
final class ReconcileExecutor extends AbstractExecutorService implements Metrics {
    private static final String UNKNOWN = "";

    private final ThreadLocal<String> submitted = new ThreadLocal<>();
    private final FairExecutor executor;

    ReconcileExecutor(FairExecutor executor) {
        this.executor = executor;
    }

    @Override
    public void reconcileCustomResource(HasMetadata object, RetryInfo retry, Map<String, Object> metadata) {
        submitted.set(Tenants.of(object));
    }

    @Override
    public void execute(Runnable reconcile) {
        String tenant = submitted.get();
        submitted.remove();
        executor.execute(tenant == null ? UNKNOWN : tenant, reconcile);
    }

    @Override
    public void shutdown() {
        executor.threads().shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return executor.threads().shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return executor.threads().isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.threads().isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.threads().awaitTermination(timeout, unit);
    }
}
