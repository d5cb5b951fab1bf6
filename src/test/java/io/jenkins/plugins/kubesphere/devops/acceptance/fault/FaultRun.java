package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.fault.BuildGates.Gate;
import io.jenkins.plugins.kubesphere.devops.acceptance.fault.FaultTarget.Build;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.time.Duration;
import java.util.List;

/** A run of a cell, and what the test does with it. */
final class FaultRun {
    private static final Duration POLL = Duration.ofMillis(100);

    private final FaultTarget target;
    private final FaultProject project;
    private final RunState state;
    private final PipelineRun run;
    private final boolean fails;
    private boolean answered;

    /**
     * @param state the state into which {@link #enter} brings the run
     * @param fails whether the last step of the build fails
     */
    FaultRun(FaultTarget target, FaultProject project, RunState state, PipelineRun run, boolean fails) {
        this.fails = fails;
        this.target = target;
        this.project = project;
        this.state = state;
        this.run = run;
    }

    String name() {
        return run.getMetadata().getName();
    }

    /** The state into which {@link #enter} brings the run. */
    RunState state() {
        return state;
    }

    String uid() {
        return run.getMetadata().getUid();
    }

    String pipeline() {
        return run.getSpec().pipelineRef().name();
    }

    PipelineRun object() {
        return run;
    }

    /** Brings the run into its state, and waits for it. */
    void enter() {
        if (state == RunState.QUEUED) {
            project.awaitReason(run, ConditionReasons.QUEUED);
            return;
        }
        BuildGates gates = project.gates();
        gates.awaitEntered(name(), Gate.BUILD);
        if (state.compareTo(RunState.AT_INPUT) >= 0) {
            gates.open(name(), Gate.BUILD);
            project.awaitReason(run, ConditionReasons.PAUSED);
        }
        if (state.compareTo(RunState.IN_PARALLEL) >= 0) {
            await(name() + " accepts its answer").until(this::answer);
            gates.awaitEntered(name(), Gate.LINUX);
            gates.awaitEntered(name(), Gate.WINDOWS);
        }
        if (state == RunState.FINISHING) {
            gates.open(name(), Gate.LINUX);
            gates.open(name(), Gate.WINDOWS);
            gates.awaitEntered(name(), Gate.DEPLOY);
        }
    }

    /** Lets the build go on as far as it can. */
    void goOn() {
        if (fails) {
            project.gates().openWithFailure(name(), Gate.DEPLOY);
        }
        for (Gate gate : Gate.values()) {
            project.gates().open(name(), gate);
        }
        if (state == RunState.AT_INPUT) {
            answer();
        }
    }

    private boolean answer() {
        answered = answered || target.answer(this);
        return answered;
    }

    /** Lets the last step end, and waits until the engine has recorded the end of the build. */
    void awaitEndOfBuild() {
        project.gates().open(name(), Gate.DEPLOY);
        await("the build of " + name() + " has ended").pollInterval(POLL).until(this::hasBuildEnded);
    }

    private boolean hasBuildEnded() {
        return target.builds().stream()
                .anyMatch(build -> build.uid().equals(uid()) && !build.result().isEmpty());
    }

    /** Answers the input if the run asks, and returns whether the run has ended. */
    boolean hasEnded() {
        PipelineRun now = project.read(run);
        if (FaultProject.hasReason(now, ConditionReasons.PAUSED)) {
            answer();
        }
        return now.getStatus().hasEnded();
    }

    /** The run and its builds as they are now. */
    @Override
    public String toString() {
        return Serialization.asYaml(project.read(run)) + builds();
    }

    private List<Build> builds() {
        return target.builds().stream()
                .filter(build -> build.uid().equals(uid()))
                .toList();
    }

    /**
     * Asserts that the run has exactly one build, with its number and its result, and that its stored stages are
     * complete.
     */
    void assertEndedOnce(FaultCell cell) {
        PipelineRun ended = project.read(run);
        String hint = name() + ", " + cell + ": " + Serialization.asYaml(ended.getStatus());
        assertThat(ended.getStatus().completionTime()).as(hint).isNotNull();
        List<Build> builds = builds();
        if (cell.fault() == Fault.DISK_FULL && builds.isEmpty()) {
            assertThat(ended.getStatus().phase()).as(hint).isEqualTo("Failed");
            assertThat(FaultProject.succeeded(ended).orElseThrow().message())
                    .as(hint)
                    .contains("No space left on device");
            return;
        }
        assertThat(ended.getMetadata().getAnnotations()).as(hint).containsKey(RunAnnotations.RUN_ID);
        assertThat(builds).as(hint).hasSize(1);
        builds.forEach(build -> assertSays(ended, build, hint));
        String result = result(ended.getStatus().phase());
        if (fails) {
            assertThat(result).as(hint).isEqualTo("FAILURE");
        } else if (!cell.fault().mayFailBuilds()) {
            assertThat(result).as(hint).isEqualTo("SUCCESS");
        }
        StoredStages.of(project.storedStages(ended), hint).assertComplete(result, mayLackStages(cell, ended));
        assertStepsRanOnce(cell);
    }

    private static void assertSays(PipelineRun ended, Build build, String hint) {
        assertThat(ended.getMetadata().getAnnotations())
                .as(hint)
                .containsEntry(RunAnnotations.RUN_ID, Integer.toString(build.number()));
        if (!build.result().isEmpty()) {
            assertThat(result(ended.getStatus().phase())).as(hint).isEqualTo(build.result());
        }
    }

    /** Whether the engine has lost the stages of the build with its process, or could not begin the build. */
    private boolean mayLackStages(FaultCell cell, PipelineRun ended) {
        boolean lost = cell.fault() == Fault.SIGKILL && !target.resumesBuilds();
        boolean notBegun = cell.fault() == Fault.LOG_STORE_THROWS || cell.fault() == Fault.DISK_FULL;
        return lost || notBegun && ended.getStatus().phase().equals("Failed");
    }

    private void assertStepsRanOnce(FaultCell cell) {
        // Jenkins may resume a build at a step that had just started; then the build executes that step again.
        int most = cell.fault() == Fault.SIGKILL && target.resumesBuilds() ? 2 : 1;
        for (Gate gate : Gate.values()) {
            assertThat(project.gates().countEntered(name(), gate))
                    .as("%s at %s, %s", name(), gate, cell)
                    .isLessThanOrEqualTo(most);
        }
    }

    private static String result(String phase) {
        return switch (phase) {
            case "Succeeded" -> "SUCCESS";
            case "Failed" -> "FAILURE";
            default -> throw new AssertionError("no build ends " + phase);
        };
    }
}
