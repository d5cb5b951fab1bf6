package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import java.net.HttpURLConnection;
import java.util.function.BiConsumer;

/** Tells the users of a run why its documents were not written. Thread-safe. */
final class StoreFailureReporter {
    private final RunStore store;
    private final BiConsumer<PipelineRun, String> events;

    /** @param events gets each run with a message for its users */
    StoreFailureReporter(RunStore store, BiConsumer<PipelineRun, String> events) {
        this.store = store;
        this.events = events;
    }

    /** Reports a failure, unless it says that the run was deleted: then nobody needs its documents. */
    void report(PipelineRun run, Throwable failure) {
        if (failure instanceof ForeignConfigMapException) {
            events.accept(run, failure.getMessage());
        } else if (failure instanceof KubernetesClientException refused) {
            if (!isRunDeleted(refused)) {
                report(run, ApiFailureDescriber.describe(refused));
            }
        } else {
            report(run, failure.getClass().getSimpleName());
        }
    }

    void report(PipelineRun run, String problem) {
        events.accept(
                run,
                PipelineRuns.ref(run) + ": its stages were not written into " + store.describe(run) + ": " + problem
                        + "; the run itself is not affected");
    }

    /** Whether the run, or its namespace, does not exist any more. A store creates its ConfigMap if that is missing. */
    static boolean isRunDeleted(KubernetesClientException refused) {
        return refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }
}
