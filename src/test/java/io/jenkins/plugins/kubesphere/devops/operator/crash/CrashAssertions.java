package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks runs after their controller was killed: each run has exactly one build, and its phase matches the result of
 * that build.
 */
final class CrashAssertions {
    private static final Duration TIMEOUT = Duration.ofSeconds(150);

    private final JenkinsController controller;
    private final CrashTestProject project;
    private final BuildStepRecorder probe;
    private final long seed;
    private final Map<String, Integer> outcomes = new TreeMap<>();

    CrashAssertions(JenkinsController controller, CrashTestProject project, BuildStepRecorder probe, long seed) {
        this.controller = controller;
        this.project = project;
        this.probe = probe;
        this.seed = seed;
    }

    /** Waits for the end of a run. Fails if the run does not end in time, which no restart explains. */
    PipelineRun awaitEnd(PipelineRun run) {
        Optional<PipelineRun> ended = project.awaitEnd(run, TIMEOUT);
        assertThat(ended)
                .as(run.getMetadata().getName() + " has ended, -Dseed=" + seed)
                .isPresent();
        return ended.get();
    }

    /**
     * @param run the run after its end
     * @param situation what happened at the time of the kill, for messages and for the count of outcomes
     */
    void assertOneBuild(PipelineRun run, String situation) {
        String name = run.getMetadata().getName();
        String hint = name + ", " + situation + ", -Dseed=" + seed;
        List<BuildRecord> builds = controller
                .homeFolder()
                .builds(project.job(run))
                .readWithUid(run.getMetadata().getUid());
        assertThat(builds).as(hint).hasSize(1);
        assertThat(run.getMetadata().getAnnotations())
                .as(hint)
                .containsEntry(
                        RunAnnotations.RUN_ID, Integer.toString(builds.get(0).number()));
        String phase = run.getStatus().phase();
        assertThat(phase)
                .as(hint)
                .isEqualTo(
                        switch (builds.get(0).result()) {
                            case "SUCCESS" -> "Succeeded";
                            case "FAILURE" -> "Failed";
                            // Jenkins does not tell why it has killed a build.
                            case "ABORTED" -> isStalled(run) ? "Failed" : "not aborted by the test";
                            default -> "a phase for " + builds.get(0).result();
                        });
        if (phase.equals("Succeeded")) {
            assertThat(probe.countMiddles(name)).as(hint).isPositive();
        } else {
            System.out.println(hint + ": " + run.getStatus().condition(ConditionTypes.SUCCEEDED));
        }
        assertStepExecutedOncePerResumption(run);
        outcomes.merge(situation + ": " + phase, 1, Integer::sum);
    }

    /** Jenkins may resume a build at a step that had just started; then the build executes that step twice. */
    void assertStepExecutedOncePerResumption(PipelineRun run) {
        String name = run.getMetadata().getName();
        BuildRecords records = controller.homeFolder().builds(project.job(run));
        int executions = records.readWithUid(run.getMetadata().getUid()).stream()
                .mapToInt(build -> 1 + records.countResumptions(build.number()))
                .sum();
        assertThat(probe.countStarts(name)).as(name).isLessThanOrEqualTo(executions);
        assertThat(probe.countMiddles(name)).as(name).isLessThanOrEqualTo(executions);
    }

    private static boolean isStalled(PipelineRun run) {
        return run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .filter(succeeded -> ConditionReasons.STALLED_AFTER_RESTART.equals(succeeded.reason()))
                .isPresent();
    }

    /** The outcomes of the runs, for people. */
    @Override
    public String toString() {
        return outcomes.toString();
    }
}
