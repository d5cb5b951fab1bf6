package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngineTestCase;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.TimeoutStep;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import org.junit.jupiter.api.Test;

/** Tests the options whose effect is not visible in a single log; {@link JenkinsfileGoldenLogTest} tests the others. */
class DeclarativeOptionsTest extends EmbeddedEngineTestCase {
    @Test
    void theOldestBuildsAreDeleted() {
        EngineTestProject project = job("buildDiscarder(logRotator(numToKeepStr: '2'))", "echo 'hello'");
        RunRequest first = project.start();
        project.awaitEnd(first);
        RunRequest second = project.start();
        project.awaitEnd(second);
        assertThat(engine.runs().find(project.job, first.run())).isPresent();
        RunRequest third = project.start();
        project.awaitEnd(third);
        await("the first is deleted").until(() -> project.find(first).isBuildDeleted());
        assertThat(userActions().countBuilds(project.job)).isEqualTo(2);
        assertThat(firstBuildFolder(project)).doesNotExist();
        restart();
        assertThat(project.find(second).number()).hasValue(2);
        assertThat(project.awaitEnd(project.start()).number()).hasValue(4);
    }

    @Test
    void disableConcurrentBuildsAppliesToTheFirstBuild() {
        EngineTestProject project = job("disableConcurrentBuilds()", "input 'Go on?'");
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        assertThat(project.find(second).state()).isEqualTo(State.QUEUED);
        assertThat(project.find(second).message()).isEqualTo("Build #1 is already in progress");
        project.answer(first, true);
        project.await(second, State.PAUSED);
    }

    @Test
    void linesBeginWithTheirTime() {
        EngineTestProject project =
                job("timestamps()", "echo 'one\\ntwo'\n sh 'set +x; printf a; sleep 0.3; echo b; printf c'\n echo 'd'");
        RunRequest run = project.start();
        project.awaitEnd(run);
        String time = "\\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\\] ";
        assertThat(project.log(run).lines().skip(2))
                .allMatch(line -> line.matches(time + ".*"))
                .anyMatch(line -> line.matches(time + "one"))
                .anyMatch(line -> line.matches(time + "two"))
                .anyMatch(line -> line.matches(time + "ab"))
                .anyMatch(line -> line.matches(time + "c\\[Pipeline\\] echo"))
                .noneMatch(line -> line.substring(5).matches(".*" + time + ".*"));
    }

    @Test
    void timeoutOfThePipelineIncludesPost() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                "pipeline { agent any\n options { timeout(time: 1, unit: 'HOURS') }\n"
                        + " stages { stage('A') { steps { echo 'a' } } }\n post { always { sleep 1000 } } }");
        RunRequest run = project.start();
        await("post runs").until(() -> project.log(run).contains("Sleeping for"));
        TimeoutStep.expireNext();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.TIMED_OUT);
        assertThat(project.find(run).message()).isEqualTo("Timeout has been exceeded");
    }

    private EngineTestProject job(String options, String steps) {
        return EngineTestProject.createWithJob(
                this, EngineTestProject.steps(steps).replace("agent any", "agent any\n options {\n" + options + "\n}"));
    }
}
