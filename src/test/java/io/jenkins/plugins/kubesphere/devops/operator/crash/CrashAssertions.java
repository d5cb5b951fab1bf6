package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final List<String> stopped = new ArrayList<>();

    CrashAssertions(JenkinsController controller, CrashTestProject project, BuildStepRecorder probe, long seed) {
        this.controller = controller;
        this.project = project;
        this.probe = probe;
        this.seed = seed;
    }

    /**
     * Waits for the end of a run. The program of a build and its record are two files. After a kill between the writes,
     * Jenkins resumes the build, but the build never continues; this happens also without our plugin. Then the run
     * stays Running, and this method stops it.
     */
    PipelineRun awaitEndOrStop(PipelineRun run) {
        return project.awaitEnd(run, TIMEOUT).orElseGet(() -> {
            String uid = run.getMetadata().getUid();
            assertThat(controller.homeFolder().builds(project.job(run)).readWithUid(uid))
                    .as("builds of %s, which has not ended", run.getMetadata().getName())
                    .singleElement()
                    .satisfies(build ->
                            assertThat(build.result()).as("result in Jenkins").isEmpty());
            stopped.add(run.getMetadata().getName());
            project.stop(run);
            return project.awaitEnd(run);
        });
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
                            case "ABORTED" -> stopped.contains(name) ? "Cancelled" : "not aborted by the test";
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

    /** Asserts that few runs had to be stopped: Jenkins rarely leaves a build that never ends. */
    void assertRarelyStopped(int kills) {
        assertThat(stopped).as("runs that the test had to stop").hasSizeLessThanOrEqualTo(1 + kills / 10);
    }

    /** The outcomes of the runs, for people. */
    @Override
    public String toString() {
        return outcomes + ", stopped by the test: " + stopped;
    }
}
