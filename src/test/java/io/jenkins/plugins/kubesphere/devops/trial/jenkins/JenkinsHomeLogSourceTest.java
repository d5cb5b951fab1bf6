package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JenkinsHomeLogSourceTest {
    private static final JobName JOB = new JobName("demo", "hello");
    private static final PipelineRunRef RUN = new PipelineRunRef("demo", "hello-1", "uid-1");

    @TempDir
    Path home;

    private LogSource logs;
    private Path build;

    @BeforeEach
    void createBuild() throws IOException {
        logs = new JenkinsHomeLogSource(
                JenkinsController.create(home.resolve("jenkins.war"), home, 0, home.resolve("jenkins.log")));
        build = Files.createDirectories(home.resolve("jobs/demo/jobs/hello/builds/7"));
    }

    @Test
    void aBuildWithoutARecordHasNoLog() {
        assertThat(logs.log(JOB, RUN, 0)).isEmpty();
    }

    @Test
    void aRunningBuildGivesOnlyCompleteLines() throws IOException {
        writeRecord(false);
        Files.writeString(build.resolve("log"), "one\ntw");

        assertThat(logs.log(JOB, RUN, 0)).hasValue(new LogChunk("one\n", 4, true));
    }

    @Test
    void aCompletedBuildGivesTheRestOfItsLog() throws IOException {
        writeRecord(true);
        Files.writeString(build.resolve("log"), "one\ntwo");

        assertThat(logs.log(JOB, RUN, 4)).hasValue(new LogChunk("two", 7, false));
    }

    @Test
    void annotationsForPagesAreOmitted() throws IOException {
        writeRecord(true);
        Files.writeString(build.resolve("log"), "\u001B[8mha:////4Abc==\u001B[0m[Pipeline] sh\n");

        assertThat(logs.log(JOB, RUN, 0).orElseThrow().text()).isEqualTo("[Pipeline] sh\n");
    }

    private void writeRecord(boolean completed) throws IOException {
        Files.writeString(build.resolve("build.xml"), """
                <flow-build>
                  <actions>
                    <io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction>
                      <uid>uid-1</uid>
                    </io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction>
                  </actions>
                  <result>SUCCESS</result>
                  <completed>%s</completed>
                </flow-build>
                """.formatted(completed));
    }
}
