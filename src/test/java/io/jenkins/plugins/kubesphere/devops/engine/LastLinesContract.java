package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Contract of {@link RunLogReader#lastLines}: the last output of a failed build, without secrets. */
interface LastLinesContract extends EngineUnderTest {

    @Test
    default void lastLinesHaveTheOutputOfTheStepsButNotTheirNames() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("echo 'first'\nsh 'echo \"no rule to make target\"; exit 2'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        assertThat(lastLines(project, run))
                .containsSubsequence("first", "no rule to make target", "ERROR: ", "exit code 2")
                .doesNotContain("[Pipeline]", "Finished:");
    }

    @Test
    default void lastLinesAreFewAndShort() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "sh 'i=0; set +x; while [ $i -lt 20000 ]; do i=$((i+1)); echo \"line-$i\"; done;"
                                + " printf \"%0300d\\\\n\" 7; exit 1'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        String lines = lastLines(project, run);
        assertThat(lines.lines())
                .hasSizeLessThanOrEqualTo(10)
                .contains("line-20000")
                .doesNotContain("line-1")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(200));
        assertThat(lines.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    default void lastLinesHaveNoColoursAndNoLogins() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("sh 'printf \"\\\\033[31mred\\\\033[0m\\\\a\\\\n\"; set +x;"
                        + " echo \"clone https://bob:s3cret@example.com/x.git\"; exit 1'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        assertThat(lastLines(project, run).lines())
                .contains("red", "clone https://****@example.com/x.git")
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    default void lastLinesMaskSecretParameters() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("sh 'set +x; echo \"it is $KEY\"; exit 1'"),
                EngineTestProject.parameter("KEY", "password", ""));
        RunRequest run = project.start(new RunParameter("KEY", "hunter22"));
        project.awaitEnd(run);
        assertThat(lastLines(project, run)).contains("it is ****").doesNotContain("hunter22");
    }

    @Test
    default void lastLinesOfARunWithoutABuildAreEmpty() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        assertThat(lastLines(project, project.newRequest())).isEmpty();
    }

    @Test
    default void lastLinesAreTheSameAfterARestart() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("sh 'echo said; exit 1'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        String lines = lastLines(project, run);
        restart();
        assertThat(lastLines(project, run)).isEqualTo(lines).contains("said");
    }

    private String lastLines(EngineTestProject project, RunRequest run) {
        return engine().runLogs().lastLines(project.job, run.run());
    }
}
