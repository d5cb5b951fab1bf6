package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.StopLevel;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Adds fake multi-branch pipelines to an engine that does not support them. The test sets the branches, the results of
 * scans, and the summaries. Each branch is a separate job in the wrapped engine.
 */
public final class FakeBranchEngine extends ForwardingEngine {
    /** A multi-branch pipeline whose branches the test declares. */
    public static final String PIPELINE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: web, namespace: NAMESPACE}
            spec:
              type: multi-branch-pipeline
              multi_branch_pipeline: {name: web, source_type: git, script_path: Jenkinsfile}
            """;

    private final Map<JobName, Owner> pipelines = new ConcurrentHashMap<>();
    private final Map<JobName, BranchScan> scans = new ConcurrentHashMap<>();
    private final Map<JobName, JobSummary> summaries = new ConcurrentHashMap<>();
    private final List<JobName> requestedScans = new CopyOnWriteArrayList<>();
    private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();

    public FakeBranchEngine(Engine engine) {
        super(engine);
    }

    /** Adds a branch whose builds run this Jenkinsfile. */
    public void addBranch(JobName branch, String jenkinsfile) {
        JobName job = jobInEngine(branch);
        // An engine builds a job only if it belongs to the pipeline of its name.
        Owner owner = new Owner("Pipeline", job.folder(), job.job(), "");
        engine.jobs()
                .ensureJob(new JobRequest(
                        job,
                        owner,
                        NoScmPipelineBuilder.named("").jenkinsfile(jenkinsfile).spec()));
        publish(new EngineEvent.BranchesChanged(branch.withoutBranch()));
    }

    /** The pipelines for which a scan was asked, in this order. */
    public List<JobName> requestedScans() {
        return List.copyOf(requestedScans);
    }

    public void setLastScan(JobName pipeline, BranchScan scan) {
        scans.put(pipeline, scan);
        publish(new EngineEvent.BranchesChanged(pipeline));
    }

    /**
     * Sets the summary of a pipeline.
     *
     * @param becauseOfBuilds true if only a start or an end of a build changed the summary
     */
    public void setSummary(JobName pipeline, JobSummary summary, boolean becauseOfBuilds) {
        summaries.put(pipeline, summary);
        publish(becauseOfBuilds ? new EngineEvent.BuildsChanged(pipeline) : new EngineEvent.BranchesChanged(pipeline));
    }

    private void publish(EngineEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private JobName jobInEngine(JobName job) {
        return pipelines.containsKey(job.withoutBranch()) && job.hasBranch()
                ? new JobName(
                        job.folder(),
                        job.job() + "." + Integer.toHexString(job.branch().hashCode()))
                : job;
    }

    @Override
    public JobEngine jobs() {
        return new DeclaredJobs();
    }

    @Override
    public BranchScanReader branches() {
        return job ->
                Optional.ofNullable(pipelines.get(job)).map(owner -> scans.getOrDefault(job, BranchScan.notScanned(0)));
    }

    @Override
    public RunEngine runs() {
        return new BranchRuns();
    }

    @Override
    public RunLogReader runLogs() {
        return new BranchRunLogReader();
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> listener) {
        listeners.add(listener);
        Subscription subscription = engine.subscribe(listener);
        return () -> {
            listeners.remove(listener);
            subscription.close();
        };
    }

    private final class DeclaredJobs implements JobEngine {
        @Override
        public FolderOutcome ensureFolder(FolderRequest folder) {
            return engine.jobs().ensureFolder(folder);
        }

        @Override
        public boolean deleteFolder(String folder, Owner owner) {
            return engine.jobs().deleteFolder(folder, owner);
        }

        @Override
        public JobOutcome ensureJob(JobRequest job) {
            if (!PipelineTypes.MULTI_BRANCH.equals(job.spec().type())) {
                return engine.jobs().ensureJob(job);
            }
            ItemOperationResult change = pipelines.put(job.name(), job.owner()) == null
                    ? ItemOperationResult.CREATED
                    : ItemOperationResult.UNCHANGED;
            return new JobOutcome(change);
        }

        @Override
        public boolean deleteJob(JobName job, Owner owner) {
            return pipelines.remove(job) != null || engine.jobs().deleteJob(job, owner);
        }

        @Override
        public boolean requestScan(JobName job, Owner owner) {
            boolean isOwned = owner.equals(pipelines.get(job));
            if (isOwned) {
                requestedScans.add(job);
            }
            return isOwned;
        }

        @Override
        public Optional<JobSummary> summarize(JobName job, int maxBranches) {
            return Optional.ofNullable(summaries.get(job));
        }
    }

    private final class BranchRuns implements RunEngine {
        @Override
        public RunSnapshot start(RunRequest request) {
            JobName job = jobInEngine(request.job());
            try {
                return engine.runs().start(request.withJob(job));
            } catch (EngineRefusalException refusal) {
                throw job.equals(request.job())
                        ? refusal
                        : new EngineRefusalException(
                                EngineRefusalException.Reason.BRANCH_MISSING,
                                request.job() + " does not exist; push the branch");
            }
        }

        @Override
        public Optional<RunSnapshot> find(JobName job, PipelineRunRef run, Instant createdAt) {
            return engine.runs().find(jobInEngine(job), run, createdAt);
        }

        @Override
        public void stop(JobName job, PipelineRunRef run, StopLevel level, String by) {
            engine.runs().stop(jobInEngine(job), run, level);
        }

        @Override
        public boolean pause(JobName job, PipelineRunRef run) {
            return engine.runs().pause(jobInEngine(job), run);
        }

        @Override
        public boolean resume(JobName job, PipelineRunRef run) {
            return engine.runs().resume(jobInEngine(job), run);
        }

        @Override
        public void delete(JobName job, PipelineRunRef run) {
            engine.runs().delete(jobInEngine(job), run);
        }

        @Override
        public void answer(JobName job, PipelineRunRef run, String inputId, InputAnswer answer) {
            engine.runs().answer(jobInEngine(job), run, inputId, answer);
        }
    }

    private final class BranchRunLogReader implements RunLogReader {
        @Override
        public Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset) {
            return engine.runLogs().log(jobInEngine(job), run, offset);
        }

        @Override
        public Optional<LogSnapshot> open(JobName job, PipelineRunRef run, Instant createdAt, Optional<String> step) {
            return engine.runLogs().open(jobInEngine(job), run, createdAt, step);
        }

        @Override
        public String lastLines(JobName job, PipelineRunRef run) {
            return engine.runLogs().lastLines(jobInEngine(job), run);
        }
    }
}
