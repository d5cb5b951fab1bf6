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
        EngineTestProject sample = job("buildDiscarder(logRotator(numToKeepStr: '2'))", "echo 'hello'");
        RunRequest first = sample.start();
        sample.awaitEnd(first);
        RunRequest second = sample.start();
        sample.awaitEnd(second);
        assertThat(engine.runs().find(sample.job, first.run())).isPresent();
        RunRequest third = sample.start();
        sample.awaitEnd(third);
        await("the first is deleted")
                .until(() -> engine.runs().find(sample.job, first.run()).isEmpty());
        assertThat(manualChanges().builds(sample.job)).isEqualTo(2);
        assertThat(firstBuildFolder(sample)).doesNotExist();
        restart();
        assertThat(sample.find(second).number()).hasValue(2);
        assertThat(sample.awaitEnd(sample.start()).number()).hasValue(4);
    }

    @Test
    void disableConcurrentBuildsAppliesToTheFirstBuild() {
        EngineTestProject sample = job("disableConcurrentBuilds()", "input 'Go on?'");
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        assertThat(sample.find(second).state()).isEqualTo(State.QUEUED);
        assertThat(sample.find(second).message()).isEqualTo("Build #1 is already in progress");
        sample.answer(first, true);
        sample.await(second, State.PAUSED);
    }

    @Test
    void linesBeginWithTheirTime() {
        EngineTestProject sample =
                job("timestamps()", "echo 'one\\ntwo'\n sh 'set +x; printf a; sleep 0.3; echo b; printf c'\n echo 'd'");
        RunRequest run = sample.start();
        sample.awaitEnd(run);
        String time = "\\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\\] ";
        assertThat(sample.log(run).lines().skip(2))
                .allMatch(line -> line.matches(time + ".*"))
                .anyMatch(line -> line.matches(time + "one"))
                .anyMatch(line -> line.matches(time + "two"))
                .anyMatch(line -> line.matches(time + "ab"))
                .anyMatch(line -> line.matches(time + "c\\[Pipeline\\] echo"))
                .noneMatch(line -> line.substring(5).matches(".*" + time + ".*"));
    }

    @Test
    void timeoutOfThePipelineIncludesPost() {
        EngineTestProject sample = EngineTestProject.createWithJob(
                this,
                "pipeline { agent any\n options { timeout(time: 1, unit: 'HOURS') }\n"
                        + " stages { stage('A') { steps { echo 'a' } } }\n post { always { sleep 1000 } } }");
        RunRequest run = sample.start();
        await("post runs").until(() -> sample.log(run).contains("Sleeping for"));
        TimeoutStep.expireFirst();
        assertThat(sample.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(sample.find(run).message()).isEqualTo("Timeout has been exceeded");
    }

    private EngineTestProject job(String options, String steps) {
        return EngineTestProject.createWithJob(
                this, EngineTestProject.steps(steps).replace("agent any", "agent any\n options {\n" + options + "\n}"));
    }
}
