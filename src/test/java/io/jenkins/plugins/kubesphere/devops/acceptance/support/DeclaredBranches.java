package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.ItemChange;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Multi-branch pipelines for an engine that has none: the test says which branches there are, how scans went and what lists
 * show. Each branch is a job of its own in the engine below.
 */
public final class DeclaredBranches implements Engine {
    /** A pipeline of which it declares the branches. */
    public static final String PIPELINE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: web, namespace: NAMESPACE}
            spec:
              type: multi-branch-pipeline
              multi_branch_pipeline: {name: web, source_type: git, script_path: Jenkinsfile}
            """;

    private final Engine engine;
    private final Map<JobName, Owner> projects = new ConcurrentHashMap<>();
    private final Map<JobName, BranchScan> scans = new ConcurrentHashMap<>();
    private final Map<JobName, JobSummary> overviews = new ConcurrentHashMap<>();
    private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();

    public DeclaredBranches(Engine engine) {
        this.engine = engine;
    }

    /** A branch is there from now on, and builds that. */
    public void declare(JobName branch, String jenkinsfile) {
        Owner owner = projects.get(branch.ofPipeline());
        engine.ensureJob(new JobRequest(
                below(branch),
                owner,
                new PipelineSpec(
                        PipelineTypes.PIPELINE,
                        new NoScmPipeline("", null, null, List.of(), null, null, null, null, jenkinsfile),
                        null)));
        publish(new EngineEvent.BranchesChanged(branch.ofPipeline()));
    }

    public void scanned(JobName pipeline, BranchScan scan) {
        scans.put(pipeline, scan);
        publish(new EngineEvent.BranchesChanged(pipeline));
    }

    /** What lists show, from now on or since a build of that pipeline began or ended. */
    public void shows(JobName pipeline, JobSummary overview, boolean becauseOfBuilds) {
        overviews.put(pipeline, overview);
        publish(becauseOfBuilds ? new EngineEvent.BuildsChanged(pipeline) : new EngineEvent.BranchesChanged(pipeline));
    }

    private void publish(EngineEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private JobName below(JobName job) {
        return projects.containsKey(job.ofPipeline()) && job.namesBranch()
                ? new JobName(
                        job.folder(),
                        job.job() + "." + Integer.toHexString(job.branch().hashCode()))
                : job;
    }

    @Override
    public FolderOutcome ensureFolder(FolderRequest folder) {
        return engine.ensureFolder(folder);
    }

    @Override
    public boolean deleteFolder(String folder, Owner owner) {
        return engine.deleteFolder(folder, owner);
    }

    @Override
    public JobOutcome ensureJob(JobRequest job) {
        if (!PipelineTypes.MULTI_BRANCH.equals(job.spec().type())) {
            return engine.ensureJob(job);
        }
        ItemChange change = projects.put(job.name(), job.owner()) == null ? ItemChange.CREATED : ItemChange.UNCHANGED;
        return new JobOutcome(change);
    }

    @Override
    public Optional<BranchScan> scan(JobName job) {
        return Optional.ofNullable(projects.get(job)).map(owner -> scans.getOrDefault(job, BranchScan.none(0)));
    }

    @Override
    public Optional<JobSummary> overview(JobName job, int branches) {
        return Optional.ofNullable(overviews.get(job));
    }

    @Override
    public boolean deleteJob(JobName job, Owner owner) {
        return projects.remove(job) != null || engine.deleteJob(job, owner);
    }

    @Override
    public RunSnapshot start(RunRequest request) {
        JobName job = below(request.job());
        try {
            return engine.start(new RunRequest(
                    request.run(),
                    job,
                    request.createdAt(),
                    request.startedBy(),
                    request.parameters(),
                    request.highestNumber()));
        } catch (EngineRefusalException refusal) {
            throw job.equals(request.job())
                    ? refusal
                    : new EngineRefusalException(
                            EngineRefusalException.Reason.BRANCH_MISSING,
                            request.job() + " is not there: push the branch");
        }
    }

    @Override
    public Optional<RunSnapshot> find(JobName job, RunRef run) {
        return engine.find(below(job), run);
    }

    @Override
    public void stop(JobName job, RunRef run) {
        engine.stop(below(job), run);
    }

    @Override
    public void delete(JobName job, RunRef run) {
        engine.delete(below(job), run);
    }

    @Override
    public void answer(JobName job, RunRef run, String inputId, boolean proceed) {
        engine.answer(below(job), run, inputId, proceed);
    }

    @Override
    public Optional<LogChunk> log(JobName job, RunRef run, long offset) {
        return engine.log(below(job), run, offset);
    }

    @Override
    public String lastLines(JobName job, RunRef run) {
        return engine.lastLines(below(job), run);
    }

    @Override
    public JenkinsfileConverter jenkinsfileModel() {
        return engine.jenkinsfileModel();
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
}
