package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.TimeoutStep;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds each {@code *.jenkinsfile} in the resources of this package and compares the whole console with its {@code
 * *.log}. With {@code -Dgolden.write=true}, the test writes the log and fails. The case {@code agents-ignored} runs
 * with {@code --ignore-agents}. In the case {@code timeouts}, a timeout expires as soon as its first step runs.
 */
class JenkinsfileGoldenLogTest {
    private static final Path CASES =
            Path.of("src/test/resources/io/jenkins/plugins/kubesphere/devops/embedded/pipeline");
    private static final JobName JOB = new JobName("demo", "web");

    @TempDir
    private Path state;

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jenkinsfile"))
                    .map(file -> file.replace(".jenkinsfile", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theConsoleEqualsTheLogFile(String name) throws IOException {
        String console = console(name, Files.readString(CASES.resolve(name + ".jenkinsfile")));
        Path log = CASES.resolve(name + ".log");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(log, console);
            fail("wrote " + log + "; look at the difference, and run the test without -Dgolden.write");
        }
        assertThat(console).isEqualTo(Files.readString(log));
    }

    private String console(String name, String jenkinsfile) {
        PipelineRunRef run = new PipelineRunRef("demo", "web-1", "uid-1");
        try (EmbeddedEngine engine = new EmbeddedEngine(state, name.equals("agents-ignored"))) {
            engine.jobs().ensureFolder(new FolderRequest("demo", new Owner("DevOpsProject", "", "demo", "uid-2")));
            NoScmPipeline pipeline =
                    NoScmPipelineBuilder.named("web").jenkinsfile(jenkinsfile).build();
            engine.jobs()
                    .ensureJob(new JobRequest(
                            JOB,
                            new Owner("Pipeline", "demo", "web", "uid-3"),
                            new PipelineSpec(PipelineTypes.PIPELINE, pipeline, null)));
            engine.runs().start(new RunRequest(run, JOB, Instant.now(), "alice", List.of()));
            if (name.equals("timeouts")) {
                await("the step inside the timeout runs").until(() -> engine.runLogs()
                        .log(JOB, run, 0)
                        .filter(log -> log.text().contains("Sleeping for"))
                        .isPresent());
                TimeoutStep.expireNext();
            }
            await("the build has ended")
                    .until(() -> engine.runs().find(JOB, run).orElseThrow().hasEnded());
            String build = state.resolve("folders/demo/jobs/web/runs/0000000000000000001")
                    .toString();
            return engine.runLogs().log(JOB, run, 0).orElseThrow().text().replace(build, "<build>");
        }
    }
}
