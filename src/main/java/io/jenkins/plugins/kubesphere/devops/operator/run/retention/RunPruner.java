package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.CoalescingQueue;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.RetryOrder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ObservingEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Deletes the finished runs of each Pipeline beyond its {@link RunRetentionPolicy}: after a run has ended, and once after
 * the start. It reads only the cache of the informer. A run stays whose build Jenkins keeps for ever, and a run of
 * another instance. Only some runs are deleted in each second, and the namespaces take turns. An edit of the Pipeline
 * that changes its policy ends the deletions for the old one.
 */
public final class RunPruner extends ObservingEventSource<PipelineRun> {
    /** After the start, the Pipelines must be in the cache, and starts of builds have precedence. */
    private static final Duration FIRST_DELAY = Duration.ofSeconds(15);

    /** The informer must show the end of the run, and of others that end at the same time. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private static final Duration MINIMUM_INTERVAL = Duration.ofSeconds(10);

    /** At most ten in a second: each deletion is two requests and a deleted build, and people must be able to react. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final RunEngine engine;
    private final RunDeleter deleter;
    private final EventRecorder events;
    private final Clock clock;
    private final String instanceId;
    private final RunRetentionPolicy defaultPolicy;
    private final Function<JobName, Optional<Pipeline>> pipelines;
    private final Function<JobName, List<PipelineRun>> runs;
    private final CoalescingQueue<JobName> queue =
            new CoalescingQueue<>("run retention checks", MINIMUM_INTERVAL, this::begin);
    private final PacedTaskExecutor executor = new PacedTaskExecutor("run deletions", PAUSE);
    /** A policy of the cluster may protect the oldest runs. */
    private final RetryOrder<PipelineRun> order =
            new RetryOrder<>(run -> run.getMetadata().getUid());
    /** The Pipelines whose runs are being deleted. */
    private final Set<JobName> active = ConcurrentHashMap.newKeySet();

    /**
     * @param instanceId id of this instance
     * @param defaultPolicy the policy of Pipelines that have none
     * @param pipelines returns the Pipeline of a job, from the cache
     * @param runs returns all runs of the Pipeline of a job, from the cache
     */
    public RunPruner(
            RunEngine engine,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            String instanceId,
            RunRetentionPolicy defaultPolicy,
            Function<JobName, Optional<Pipeline>> pipelines,
            Function<JobName, List<PipelineRun>> runs) {
        super("run retention", 1);
        this.engine = engine;
        this.deleter = new RunDeleter(client);
        this.events = events;
        this.clock = clock;
        this.instanceId = instanceId;
        this.defaultPolicy = defaultPolicy;
        this.pipelines = pipelines;
        this.runs = runs;
    }

    @Override
    public void onResourceCreated(PipelineRun run) {
        if (PipelineRuns.hasEnded(run)) {
            schedule(run, FIRST_DELAY);
        }
    }

    @Override
    public void onResourceUpdated(PipelineRun run, PipelineRun before) {
        if (PipelineRuns.hasEnded(run) && !PipelineRuns.hasEnded(before)) {
            schedule(run, DELAY);
        }
    }

    private void schedule(PipelineRun run, Duration delay) {
        if (PipelineRuns.namesValidPipeline(run) && !run.isMarkedForDeletion()) {
            queue.schedule(PipelineRuns.jobOfPipeline(run), delay);
        }
    }

    private void begin(JobName job) {
        if (active.contains(job)) {
            queue.schedule(job, MINIMUM_INTERVAL);
            return;
        }
        findPipeline(job).ifPresent(pipeline -> {
            RunRetentionPolicy policy = RunRetentionPolicy.of(pipeline, defaultPolicy);
            List<PipelineRun> expired = policy.keepsAll() ? List.of() : selectExpired(job, pipeline, policy);
            if (!expired.isEmpty()) {
                active.add(job);
                RetentionPass pass = new RetentionPass(
                        pipeline,
                        policy,
                        order.putFailedLast(expired),
                        run -> order.attempt(run, this::delete),
                        events);
                executor.repeat(job.folder(), () -> step(job, pass));
            }
        });
    }

    /** A Pipeline that does not exist says nothing about its runs, so they stay. */
    private Optional<Pipeline> findPipeline(JobName job) {
        return pipelines.apply(job).filter(found -> !found.isMarkedForDeletion());
    }

    private List<PipelineRun> selectExpired(JobName job, Pipeline pipeline, RunRetentionPolicy policy) {
        List<PipelineRun> all = runs.apply(job).stream()
                .filter(run -> !run.isMarkedForDeletion())
                .filter(run -> !PipelineRuns.isClaimedByOtherInstance(run, instanceId))
                .toList();
        ExpiredRunSelector selector = new ExpiredRunSelector(policy);
        return PipelineTypes.isMultiBranch(pipeline.getSpec())
                ? selector.selectOfEachBranch(all, clock.instant())
                : selector.select(all, clock.instant());
    }

    /** Returns true if the pass goes on. Its end is recorded also if something fails: otherwise no other pass would begin. */
    private boolean step(JobName job, RetentionPass pass) {
        boolean goesOn = false;
        try {
            goesOn = deleteNext(job, pass);
        } finally {
            if (!goesOn) {
                active.remove(job);
            }
        }
        return goesOn;
    }

    private boolean deleteNext(JobName job, RetentionPass pass) {
        boolean isCurrent = findPipeline(job)
                .filter(pipeline ->
                        RunRetentionPolicy.of(pipeline, defaultPolicy).equals(pass.policy()))
                .isPresent();
        if (isCurrent && pass.deleteNext()) {
            return true;
        }
        pass.report();
        if (pass.isLimitReached() || !isCurrent) {
            queue.schedule(job, DELAY);
        }
        return false;
    }

    private boolean delete(PipelineRun run) {
        return !engine.isKeptForever(PipelineRuns.jobOfBuild(run), PipelineRuns.buildNumber(run))
                && deleter.delete(run);
    }

    @Override
    public void stop() {
        super.stop();
        queue.close();
        executor.close();
    }
}
