package io.jenkins.plugins.kubesphere.devops.acceptance;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.Change;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileModel;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.JobOverview;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.Scan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Multi-branch pipelines for an engine that has none: the test says which branches there are, how scans went and what lists
 * show. Each branch is a job of its own in the engine below.
 */
final class DeclaredBranches implements Engine {
    /** A pipeline of which it declares the branches. */
    static final String PIPELINE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: web, namespace: NAMESPACE}
            spec:
              type: multi-branch-pipeline
              multi_branch_pipeline: {name: web, source_type: git, script_path: Jenkinsfile}
            """;

    private final Engine engine;
    private final Map<JobName, Owner> projects = new ConcurrentHashMap<>();
    private final Map<JobName, Scan> scans = new ConcurrentHashMap<>();
    private final Map<JobName, JobOverview> overviews = new ConcurrentHashMap<>();
    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

    DeclaredBranches(Engine engine) {
        this.engine = engine;
    }

    /** A branch is there from now on, and builds that. */
    void declare(JobName branch, String jenkinsfile) {
        Owner owner = projects.get(branch.ofPipeline());
        engine.ensureJob(new JobRequest(
                below(branch),
                owner,
                new PipelineSpec(
                        PipelineTypes.PIPELINE,
                        new NoScmPipeline("", null, null, List.of(), null, null, null, null, jenkinsfile),
                        null)));
        listeners.forEach(listener -> listener.branchesChanged(branch.ofPipeline()));
    }

    void scanned(JobName pipeline, Scan scan) {
        scans.put(pipeline, scan);
        listeners.forEach(listener -> listener.branchesChanged(pipeline));
    }

    /** What lists show, from now on or since a build of that pipeline began or ended. */
    void shows(JobName pipeline, JobOverview overview, boolean becauseOfBuilds) {
        overviews.put(pipeline, overview);
        listeners.forEach(listener -> {
            if (becauseOfBuilds) {
                listener.buildsChanged(pipeline);
            } else {
                listener.branchesChanged(pipeline);
            }
        });
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
        Change change = projects.put(job.name(), job.owner()) == null ? Change.CREATED : Change.UNCHANGED;
        return new JobOutcome(change);
    }

    @Override
    public Optional<Scan> scan(JobName job) {
        return Optional.ofNullable(projects.get(job)).map(owner -> scans.getOrDefault(job, Scan.none(0)));
    }

    @Override
    public Optional<JobOverview> overview(JobName job, int branches) {
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
        } catch (EngineRefusal refusal) {
            throw job.equals(request.job())
                    ? refusal
                    : new EngineRefusal(
                            EngineRefusal.Reason.BRANCH_MISSING, request.job() + " is not there: push the branch");
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
    public JenkinsfileModel jenkinsfileModel() {
        return engine.jenkinsfileModel();
    }

    @Override
    public Subscription subscribe(EngineListener listener) {
        listeners.add(listener);
        Subscription subscription = engine.subscribe(listener);
        return () -> {
            listeners.remove(listener);
            subscription.close();
        };
    }
}
