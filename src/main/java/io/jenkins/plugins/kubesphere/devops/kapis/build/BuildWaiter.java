package io.jenkins.plugins.kubesphere.devops.kapis.build;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.time.Duration;
import java.util.function.Predicate;

/** Waits a moment for a run to get as far as the answer to a request should say. A request that waits holds a thread. */
final class BuildWaiter {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MAX_WAITING = 20;
    private static final int MAX_WAITING_OF_CALLER = 5;

    private final ClusterConnection cluster;
    private final ConcurrencyLimit waiting =
            new ConcurrencyLimit("requests that wait", MAX_WAITING, MAX_WAITING_OF_CALLER);

    BuildWaiter(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /**
     * Returns the run as soon as it is as expected, or as it is when the time is over, or at once if too many requests
     * wait already.
     */
    PipelineRun await(KapisRequest request, PipelineRun run, Duration limit, Predicate<PipelineRun> isExpected) {
        try (ConcurrencyLimit.Permit permit = waiting.acquire(request.caller().key())) {
            return await(run, limit, isExpected);
        } catch (KapisException e) {
            return newest(run);
        }
    }

    private PipelineRun await(PipelineRun run, Duration limit, Predicate<PipelineRun> isExpected) {
        long end = System.nanoTime() + limit.toNanos();
        PipelineRun known = newest(run);
        try {
            while (!isExpected.test(known) && System.nanoTime() - end < 0) {
                Thread.sleep(POLL.toMillis());
                known = newest(known);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known;
    }

    /** The run as it is in memory. One that is not there, or is another one by now, stays as it was. */
    private PipelineRun newest(PipelineRun run) {
        return cluster.find(
                        PipelineRun.class,
                        run.getMetadata().getNamespace(),
                        run.getMetadata().getName())
                .filter(found ->
                        found.getMetadata().getUid().equals(run.getMetadata().getUid()))
                .orElse(run);
    }
}
