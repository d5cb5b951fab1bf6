package io.jenkins.plugins.kubesphere.devops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.Await;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds each {@code *.jenkinsfile} beside this class and compares the whole console with its {@code *.log}. */
class JenkinsfileTest {
    private static final JobName JOB = new JobName("demo", "web");

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents",
                "does-not-compile",
                "empty",
                "environment",
                "parameters",
                "post",
                "script",
                "scripted",
                "shell",
                "stages",
                "unknown-arguments",
                "unknown-name",
                "unknown-section",
                "unknown-step"
            })
    void buildsAsItsLogSays(String name) throws IOException {
        assertThat(console(read(name + ".jenkinsfile"))).isEqualTo(read(name + ".log"));
    }

    private String console(String jenkinsfile) {
        RunRef run = new RunRef("demo", "web-1", "uid-1");
        try (EmbeddedEngine engine = new EmbeddedEngine(state)) {
            engine.ensureFolder(new FolderRequest("demo", new Owner("DevOpsProject", "", "demo", "uid-2")));
            NoScmPipeline pipeline = new NoScmPipeline("web", null, null, null, null, null, null, null, jenkinsfile);
            engine.ensureJob(new JobRequest(
                    JOB,
                    new Owner("Pipeline", "demo", "web", "uid-3"),
                    new PipelineSpec(PipelineTypes.PIPELINE, pipeline, null)));
            engine.start(new RunRequest(run, JOB, Instant.now(), "alice", List.of()));
            Await.until(
                    "the build is over",
                    () -> engine.find(JOB, run).orElseThrow().isOver());
            return engine.log(JOB, run, 0).orElseThrow().text();
        }
    }

    private static String read(String file) throws IOException {
        try (InputStream in = JenkinsfileTest.class.getResourceAsStream(file)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
