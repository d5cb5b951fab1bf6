package io.jenkins.plugins.kubesphere.devops.engine;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A project with a pipeline, for tests of an engine. Its names are not used by any other test. */
public final class EngineTestProject {
    /** A Jenkinsfile whose build runs until somebody answers its input or stops it. */
    public static final String WAITS_FOR_INPUT =
            "pipeline { agent any; stages { stage('Ask') { steps { input 'Go on?' } } } }";

    /** A Jenkinsfile whose builds succeed; only the last build is kept. */
    public static final String KEEPS_ONE_BUILD =
            "pipeline { agent any; options { buildDiscarder(logRotator(numToKeepStr: '1')) };"
                    + " stages { stage('Build') { steps { echo 'built' } } } }";

    private static final AtomicInteger COUNT = new AtomicInteger();

    public final Owner projectOwner;
    public final Owner pipelineOwner;
    public final JobName job;
    private final EngineUnderTest tested;
    private final AtomicInteger runs = new AtomicInteger();

    private EngineTestProject(EngineUnderTest tested) {
        this.tested = tested;
        String folder = "demo-" + COUNT.incrementAndGet();
        projectOwner = new Owner("DevOpsProject", "", folder, uid());
        pipelineOwner = new Owner("Pipeline", folder, "web", uid());
        job = new JobName(folder, "web");
    }

    /** Chooses names and creates nothing. */
    public static EngineTestProject withNamesOnly(EngineUnderTest tested) {
        return new EngineTestProject(tested);
    }

    public static EngineTestProject createWithFolder(EngineUnderTest tested) {
        EngineTestProject project = withNamesOnly(tested);
        tested.engine().jobs().ensureFolder(project.folderRequest());
        return project;
    }

    public static EngineTestProject createWithJob(
            EngineUnderTest tested, String jenkinsfile, PipelineParameter... parameters) {
        EngineTestProject project = createWithFolder(tested);
        project.ensure(spec("", false, jenkinsfile, parameters));
        return project;
    }

    /** Creates a job that builds one run at a time. */
    public static EngineTestProject createWithSequentialJob(EngineUnderTest tested, String jenkinsfile) {
        EngineTestProject project = createWithFolder(tested);
        project.ensure(spec("", true, jenkinsfile));
        return project;
    }

    /** A declarative Pipeline of one stage. */
    public static String steps(String steps) {
        return "pipeline {\n agent any\n stages {\n stage('Build') {\n steps {\n" + steps + "\n}\n}\n}\n}\n";
    }

    public static PipelineSpec spec(
            String description, boolean oneAtATime, String jenkinsfile, PipelineParameter... parameters) {
        NoScmPipeline pipeline = NoScmPipelineBuilder.named("web")
                .description(description)
                .parameters(parameters)
                .disableConcurrent(oneAtATime)
                .jenkinsfile(jenkinsfile)
                .build();
        return new PipelineSpec(PipelineTypes.PIPELINE, pipeline, null);
    }

    /** A multi-branch spec with a repository that nobody needs to reach. */
    public static PipelineSpec branches() {
        MultiBranchPipeline pipeline = Serialization.unmarshal("""
                name: web
                source_type: git
                script_path: Jenkinsfile
                git_source: {url: "https://git.example.com/demo/web.git", discover_branches: true}
                """, MultiBranchPipeline.class);
        return new PipelineSpec(PipelineTypes.MULTI_BRANCH, null, pipeline);
    }

    public static PipelineParameter parameter(String name, String type, String defaultValue) {
        return new PipelineParameter(name, type, defaultValue, null);
    }

    public static String uid() {
        return UUID.randomUUID().toString();
    }

    public FolderRequest folderRequest() {
        return new FolderRequest(job.folder(), projectOwner);
    }

    public ItemOperationResult ensure(PipelineSpec spec) {
        return tested.engine()
                .jobs()
                .ensureJob(new JobRequest(job, pipelineOwner, spec))
                .change();
    }

    /** A request for a new run. */
    public RunRequest newRequest(RunParameter... parameters) {
        PipelineRunRef ref = new PipelineRunRef(job.folder(), "web-" + runs.incrementAndGet(), uid());
        return new RunRequest(ref, job, Instant.now(), "alice", List.of(parameters));
    }

    public RunRequest start(RunParameter... parameters) {
        RunRequest run = newRequest(parameters);
        tested.engine().runs().start(run);
        return run;
    }

    /** Starts a run of a pipeline whose other runs already have build numbers up to this one. */
    public RunRequest startAbove(int highestNumber) {
        RunRequest template = newRequest();
        RunRequest run = new RunRequest(
                template.run(), job, template.createdAt(), template.creator(), template.parameters(), highestNumber);
        tested.engine().runs().start(run);
        return run;
    }

    public RunRequest startAndAwaitInput() {
        RunRequest run = start();
        await(run, State.PAUSED);
        return run;
    }

    public RunSnapshot find(RunRequest run) {
        return tested.engine().runs().find(job, run.run()).orElseThrow(() -> new AssertionError("not found: " + run));
    }

    public RunSnapshot await(RunRequest run, State state) {
        return Await.await(run.run() + " is " + state).until(() -> find(run), found -> found.state() == state);
    }

    public RunSnapshot awaitEnd(RunRequest run) {
        return await(run, State.FINISHED);
    }

    public void answer(RunRequest run, boolean proceed) {
        String id = await(run, State.PAUSED).input().orElseThrow().id();
        tested.engine().runs().answer(job, run.run(), id, proceed);
    }

    /** The log so far. */
    public String log(RunRequest run) {
        StringBuilder text = new StringBuilder();
        long offset = 0;
        while (true) {
            LogChunk chunk =
                    tested.engine().runLogs().log(job, run.run(), offset).orElse(new LogChunk("", offset, true));
            if (chunk.text().isEmpty()) {
                return text.toString();
            }
            text.append(chunk.text());
            offset = chunk.nextOffset();
        }
    }
}
