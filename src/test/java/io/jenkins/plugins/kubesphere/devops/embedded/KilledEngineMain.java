package io.jenkins.plugins.kubesphere.devops.embedded;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The program that {@link EmbeddedEngineCrashIT} starts and kills. Each time, it requests the same runs. */
final class KilledEngineMain {
    static final JobName JOB = new JobName("demo", "web");
    static final int RUNS = 30;
    static final String STARTED = "started";
    static final String DONE = "done";

    private KilledEngineMain() {}

    static PipelineRunRef run(int i) {
        return new PipelineRunRef("demo", "web-" + i, "uid-" + i);
    }

    /** @param args state folder and Jenkinsfile */
    public static void main(String[] args) {
        try (EmbeddedEngine engine = new EmbeddedEngine(Path.of(args[0]))) {
            engine.jobs().ensureFolder(new FolderRequest("demo", new Owner("DevOpsProject", "", "demo", "uid-p")));
            PipelineParameter which = new PipelineParameter("WHICH", ParameterTypes.STRING, "", null);
            NoScmPipeline pipeline = NoScmPipelineBuilder.named("web")
                    .parameters(which)
                    .jenkinsfile(args[1])
                    .build();
            engine.jobs()
                    .ensureJob(new JobRequest(
                            JOB,
                            new Owner("Pipeline", "demo", "web", "uid-j"),
                            new PipelineSpec(PipelineTypes.PIPELINE, pipeline, null)));
            System.out.println(STARTED);
            IntStream.range(0, RUNS).forEach(i -> {
                List<RunParameter> parameters = List.of(new RunParameter("WHICH", Integer.toString(i)));
                engine.runs().start(new RunRequest(run(i), JOB, Instant.now(), "alice", parameters));
            });
            await("all runs have ended").until(() -> IntStream.range(0, RUNS)
                    .allMatch(i -> engine.runs().find(JOB, run(i)).orElseThrow().hasEnded()));
            System.out.println(DONE);
        }
    }
}
