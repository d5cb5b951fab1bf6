package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the phase, the reason and the first line of the message of runs that Jenkins ended in different ways. */
class EndReasonIT extends AcceptanceTestCase {

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.controller();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sh(label: 'Compile', script: 'exit 5') | Failed | FAILURE"
                        + " | stage \"x\" (1 of 1), step sh (Compile): script returned exit code 5",
                "script { null.foo() } | Failed | FAILURE | stage \"x\" (1 of 1): Cannot invoke method foo() on null object",
                "unstable('lint') | Failed | UNSTABLE | stage \"x\" (1 of 1), step unstable: lint",
                "warnError('no lint') { sh 'exit 1' } | Failed | UNSTABLE | stage \"x\" (1 of 1): no lint",
                "catchError(message: 'caught', stageResult: 'FAILURE') { error 'deep' } | Failed | FAILURE"
                        + " | stage \"x\" (1 of 1): caught",
                "timeout(time: 2) { error 'red' } | Failed | FAILURE | stage \"x\" (1 of 1), step error: red",
                "timeout(time: 1, unit: 'SECONDS') { sleep 100 } | Failed | TimedOut"
                        + " | stage \"x\" (1 of 1), step sleep: Timeout has been exceeded",
                "git '/nowhere/x.git' | Failed | FAILURE"
                        + " | stage \"x\" (1 of 1), step git: Error cloning remote repo 'origin': fatal: '/nowhere/x.git' does not appear to be a git repository",
                "script { currentBuild.result = 'NOT_BUILT' } | Unknown | NOT_BUILT"
                        + " | build 1 ended with result NOT_BUILT",
            })
    void theMessageNamesStageStepAndCause(String step, String phase, String reason, String message) {
        scenario.createPipeline("web", inStage(step));

        assertEnd("web-1", phase, reason, message);
    }

    @Test
    void theErrorOfPostIsThatOfItsStage() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; stages { stage('x') { steps { echo 'x' } } }\n"
                        + "post { always { sh 'exit 4' } } }");

        assertEnd(
                "web-1",
                "Failed",
                "FAILURE",
                "stage \"Declarative: Post Actions\", step sh: script returned exit code 4");
    }

    /** The build goes on after the step, so its end has no cause any more. */
    @Test
    void aTimeLimitThatCatchErrorHasCaughtFailsTheRun() {
        scenario.createPipeline("web", inStage("catchError { timeout(time: 1, unit: 'SECONDS') { sleep 100 } }"));

        PipelineRun end = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(succeeded(end).reason()).as(succeeded(end).message()).isEqualTo("TimedOut");
        assertThat(end.getStatus().phase()).isEqualTo("Failed");
    }

    @Test
    void theOptionTimeoutFailsTheRun() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; options { timeout(time: 10, unit: 'SECONDS') }\n"
                        + "stages { stage('x') { steps { sleep 100 } } } }");

        assertEnd("web-1", "Failed", "TimedOut", "stage \"x\" (1 of 1), step sleep: Timeout has been exceeded");
    }

    @Test
    void aRunThatALaterOneReplacesIsCancelled() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; options { disableConcurrentBuilds(abortPrevious: true) }\n"
                        + "stages { stage('x') { steps { script { if (currentBuild.number < 3) { sleep 100 } } } } } }");
        // The first build tells Jenkins about the option.
        PipelineRun first = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");
        awaitSleep(first);
        PipelineRun second = scenario.createRun("web-2", "web");
        assertEnd(first, "Cancelled", "ABORTED", "stage \"x\" (1 of 1), step sleep: Superseded by #2");
        awaitSleep(second);
        PipelineRun third = scenario.createRun("web-3", "web");
        assertEnd(second, "Cancelled", "ABORTED", "stage \"x\" (1 of 1), step sleep: Superseded by #3");
        assertThat(scenario.awaitEnd(third).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void theErrorOfALargeJenkinsfileHasItsCause() {
        String stages = IntStream.range(0, 300)
                .mapToObj(i -> "stage('s" + i + "') { steps { echo 'x' } }\n")
                .collect(Collectors.joining());
        scenario.createPipeline("web", "pipeline { agent any; stages {\n" + stages + "} }");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(succeeded(run).message())
                .startsWith("Jenkinsfile of " + scenario.namespace + "/web does not compile: ")
                .contains("250 elements");
    }

    private void awaitSleep(PipelineRun run) {
        await("the build sleeps").until(() -> scenario.log(run).contains("Sleeping"));
    }

    private static String inStage(String step) {
        return "pipeline { agent any; stages { stage('x') { steps { " + step + " } } } }";
    }

    private void assertEnd(String run, String phase, String reason, String message) {
        assertEnd(scenario.createRun(run, "web"), phase, reason, message);
    }

    private void assertEnd(PipelineRun run, String phase, String reason, String message) {
        PipelineRun end = scenario.awaitEnd(run);
        assertThat(succeeded(end).message().lines().findFirst().orElse("")).isEqualTo(message);
        assertThat(succeeded(end).reason()).isEqualTo(reason);
        assertThat(end.getStatus().phase()).isEqualTo(phase);
    }

    private static Condition succeeded(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow();
    }
}
