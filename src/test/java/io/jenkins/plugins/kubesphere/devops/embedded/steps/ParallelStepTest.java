package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngineTestCase;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests parallel branches, as a step and as stages. */
class ParallelStepTest extends EmbeddedEngineTestCase {
    @Test
    void branchesRunAtTheSameTime() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("parallel a: { " + waitForEachOther("a", "b") + " }, b: { "
                        + waitForEachOther("b", "a") + " }"));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run))
                .containsSubsequence(
                        "[Pipeline] parallel",
                        "[Pipeline] { (Branch: a)",
                        "[Pipeline] { (Branch: b)",
                        "[Pipeline] // parallel");
    }

    @Test
    void stagesRunAtTheSameTime() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, stages("", stage("A", waitForEachOther("a", "b")), stage("B", waitForEachOther("b", "a"))));
        assertThat(project.awaitEnd(project.start()).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    void failureLeavesTheOthersRunning() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                stages("", stage("A", "error 'a failed'"), stage("B", "sleep 1\n echo 'b went on'\n unstable 'b'")));
        RunRequest run = project.start();
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).isEqualTo("stage \"Both\": stage \"A\": a failed");
        assertThat(project.log(run)).contains("Failed in branch A\n", "b went on\n");
    }

    @Test
    void failFastEndsTheOthersWithTheirProcesses() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                stages(
                        "failFast true",
                        stage("A", "sh 'while [ ! -e b ]; do sleep 0.05; done; exit 7'"),
                        stage("B", "sh 'sleep 1000 & echo child=$!; touch b; wait'\n echo 'not reached'")));
        RunRequest run = project.start();
        ProcessHandle child = awaitProcess(project, run, "child");
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.FAILURE);
        assertThat(end.message()).isEqualTo("stage \"Both\": stage \"A\": sh: script returned exit code 7");
        assertThat(project.log(run)).contains("Failed in branch B\n").doesNotContain("not reached");
        await("the child process has ended").until(() -> !child.isAlive());
    }

    @Test
    void failFastOfTheStepAndOfTheOptionEndTheOthers() {
        EngineTestProject step = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("parallel a: { error 'now' }, b: { sleep 1000 }, failFast: true"));
        assertThat(step.awaitEnd(step.start()).message()).isEqualTo("stage \"Build\": now");
        String stages = stages("", stage("A", "error 'now'"), stage("B", "sleep 1000"));
        EngineTestProject option = EngineTestProject.createWithJob(
                this, stages.replace("agent any;", "agent any; options { parallelsAlwaysFailFast() };"));
        assertThat(option.awaitEnd(option.start()).message()).isEqualTo("stage \"Both\": stage \"A\": now");
    }

    @Test
    void stopEndsAllBranchesAndThenPostRuns() {
        String branch = "sh 'sleep 1000 & echo %s=$!; wait'";
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                stages(
                        "post { aborted { echo 'POST stage' } }",
                        stage("A", branch.formatted("a")),
                        "stage('B') { steps { " + branch.formatted("b")
                                + " }\n post { aborted { echo 'POST b' } } }\n"));
        RunRequest run = project.start();
        ProcessHandle one = awaitProcess(project, run, "a");
        ProcessHandle other = awaitProcess(project, run, "b");
        engine.runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        await("the child processes have ended").until(() -> !one.isAlive() && !other.isAlive());
        assertThat(project.log(run)).contains("POST b\n", "POST stage\n", "Finished: ABORTED");
    }

    @Test
    void theFirstInputIsShownFirstAndEachIsAnsweredSeparately() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("parallel a: { input id: 'First', message: 'a?'\n echo 'a went on' },\n"
                        + " b: { sh 'until grep -q a? ../log; do sleep 0.05; done'\n"
                        + " input id: 'Second', message: 'b?'\n echo 'b went on' }"));
        RunRequest run = project.startAndAwaitInput();
        await("both branches wait for an input").until(() -> project.log(run).contains("\nb?\nProceed or Abort"));
        assertThat(project.find(run).input()).contains(new RunSnapshot.Input("First", "a?"));
        // The log line is written just before the input waits.
        await("the second is answered").until(() -> tryAnswer(project, run, "Second"));
        await("branch b continues").until(() -> project.log(run).contains("b went on\n"));
        assertThat(project.find(run).state()).isEqualTo(State.PAUSED);
        assertThat(project.find(run).input()).contains(new RunSnapshot.Input("First", "a?"));
        engine.runs().answer(project.job, run.run(), "First", true);
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    void eachBranchHasItsOwnVariablesAndFolders() {
        String stage = "stage('%1$s') { environment { WHO = '%1$s' }\n steps { dir('%1$s') {\n"
                + waitForEachOther("../%1$s-is-in", "../%2$s-is-in")
                + "\n sh 'echo \"$WHO in ${PWD##*/}\"'\n echo \"says ${WHO}\" } } }\n";
        EngineTestProject project = EngineTestProject.createWithJob(
                this, stages("", stage.formatted("one", "two"), stage.formatted("two", "one")));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run)).contains("one in one\n", "two in two\n", "says one\n", "says two\n");
    }

    @Test
    void linesOfBranchesAreNeverSplit() {
        String branch = ": { sh 'set +x; for i in 1 2 3 4 5; do printf \"<a\"; sleep 0.2; echo \"b>\"; done' }";
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("parallel a" + branch + ", b" + branch + ", c" + branch));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(Pattern.compile("^<ab>$", Pattern.MULTILINE)
                        .matcher(project.log(run))
                        .results())
                .hasSize(15);
    }

    @Test
    void theWorstResultIsTheResultOfTheStep() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "parallel a: { error 'failed' }, b: { timeout(time: 10, unit: 'MILLISECONDS') { sleep 1000 } }"));
        RunSnapshot end = project.awaitEnd(project.start());
        assertThat(end.result()).isEqualTo(RunResult.TIMED_OUT);
        assertThat(end.message()).isEqualTo("stage \"Build\": Timeout has been exceeded");
    }

    @Test
    void whatIsNotABranchIsRefused() {
        EngineTestProject text = EngineTestProject.createWithJob(this, EngineTestProject.steps("parallel a: 'text'"));
        assertThat(text.awaitEnd(text.start()).message())
                .isEqualTo("stage \"Build\": parallel: branch \"a\" is not a block { … }");
        EngineTestProject many = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(IntStream.rangeClosed(0, 100)
                        .mapToObj(i -> "b" + i + ": {}")
                        .collect(Collectors.joining(", ", "parallel ", ""))));
        assertThat(many.awaitEnd(many.start()).message())
                .isEqualTo(
                        "stage \"Build\": parallel: the embedded engine runs at most 100 branches at a time, not 101");
    }

    /** Steps that end only if the other branch runs at the same time. */
    private static String waitForEachOther(String own, String other) {
        return "sh 'touch " + own + "; while [ ! -e " + other + " ]; do sleep 0.05; done'";
    }

    private static String stage(String name, String steps) {
        return "stage('" + name + "') { steps { " + steps + " } }\n";
    }

    private static String stages(String options, String... stages) {
        return "pipeline { agent any; stages { stage('Both') {\n" + options + "\n parallel {\n"
                + String.join("", stages) + "} } } }";
    }

    private boolean tryAnswer(EngineTestProject project, RunRequest run, String id) {
        try {
            engine.runs().answer(project.job, run.run(), id, true);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
