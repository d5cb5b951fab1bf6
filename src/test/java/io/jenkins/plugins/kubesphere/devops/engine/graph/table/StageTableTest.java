package io.jenkins.plugins.kubesphere.devops.engine.graph.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Kind;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageTableTest {
    private final StageTable table = new StageTable();
    private int lastId;

    @Test
    void aStageHasTheAgentOfTheBlockAroundItAndNotOfALaterOne() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        for (String name : List.of("a", "b")) {
            int node = add(Kind.START, 0, Role.AGENT, "Allocate node");
            table.update(node, onAgent(name));
            int body = add(Kind.START, 0, Role.OTHER, "Body");
            int stage = add(Kind.START, 0, Role.STAGE, "on " + name);
            add(Kind.END, stage, Role.OTHER, "Stage : End");
            add(Kind.END, body, Role.OTHER, "Body : End");
            add(Kind.END, node, Role.OTHER, "Allocate node : End");
        }

        assertThat(stages()).extracting(Stage::agent).containsExactly(Optional.of("a"), Optional.of("b"));
    }

    /** It was said to run on the agent of the block before it. */
    @Test
    void aStageAfterTheBlockOfAnAgentHasNoAgent() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        int outer = add(Kind.START, 0, Role.AGENT, "Allocate node");
        table.update(outer, onAgent("a"));
        int inner = add(Kind.START, 0, Role.AGENT, "Allocate node");
        table.update(inner, onAgent("b"));
        add(Kind.END, inner, Role.OTHER, "Allocate node : End");
        int stage = add(Kind.START, 0, Role.STAGE, "inside");
        add(Kind.END, stage, Role.OTHER, "Stage : End");
        add(Kind.END, outer, Role.OTHER, "Allocate node : End");
        add(Kind.START, 0, Role.STAGE, "outside");

        assertThat(stages()).extracting(Stage::agent).containsExactly(Optional.of("a"), Optional.empty());
    }

    /** A branch without an end was said to have succeeded. */
    @Test
    void aBranchOfAKilledBuildHasTheResultOfTheBuild() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        int fork = add(Kind.START, 0, Role.OTHER, "Parallel");
        addAfter(fork, Role.BRANCH, "a");
        RunGraphContext killed = new RunGraphContext(Optional.of(Result.ABORTED), false, List.of(), Set.of(), 100);

        assertThat(RunGraphReader.read(table, killed, 1).stages())
                .extracting(Stage::name, Stage::status)
                .contains(tuple("a", FlowNodeStatus.finished(Result.ABORTED)));
    }

    @Test
    void onlyTheLastNodeStaysOpenWhenAllStagesHaveEnded() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        for (int i = 0; i < 100; i++) {
            add(Kind.ATOM, 0, Role.STAGE_MARKER, "marker " + i);
            int stage = add(Kind.START, 0, Role.STAGE, "stage " + i);
            add(Kind.ATOM, 0, Role.OTHER, "Print Message");
            add(Kind.END, stage, Role.OTHER, "Stage : End");
        }
        int end = add(Kind.END, 1, Role.OTHER, "End of Pipeline");

        assertThat(table.openNodes()).containsExactly(end);
    }

    @Test
    void aNodeThatIsAddedTwiceCountsOnce() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        GraphNode step = new GraphNode(2, List.of(1), Kind.ATOM, 0, Role.OTHER, "Print Message", "", 2);
        table.add(step);
        table.add(step);

        assertThat(table.stepCount()).isEqualTo(1);
    }

    /** A loop without end would otherwise use all memory. */
    @Test
    void stepsBeyondTheLimitAreCountedAndNotKept() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        int stage = add(Kind.START, 0, Role.STAGE, "loop");
        for (int i = 0; i < StageTable.MAX_STEPS + 10; i++) {
            add(Kind.ATOM, 0, Role.OTHER, "Print Message");
        }
        add(Kind.END, stage, Role.OTHER, "Stage : End");
        add(Kind.START, 0, Role.STAGE, "after");

        assertThat(table.stepCount()).isEqualTo(StageTable.MAX_STEPS + 10);
        assertThat(stages()).extracting(Stage::name).containsExactly("loop", "after");
        assertThat(stages().get(0).steps()).hasSize(StageTable.MAX_STEPS);
    }

    @Test
    void theCurrentStagesAreThoseAroundEverythingThatTheBuildDoes() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        assertThat(CurrentStageReader.read(table)).isEmpty();
        add(Kind.START, 0, Role.STAGE, "Test");
        int fork = add(Kind.START, 0, Role.OTHER, "Parallel");
        int first = addAfter(fork, Role.BRANCH, "a");
        int stage = addAfter(first, Role.STAGE, "Unit");
        addAfter(stage, Role.OTHER, "Print Message");
        assertThat(CurrentStageReader.read(table)).containsExactly("Test", "Unit");

        int second = addAfter(fork, Role.BRANCH, "b");
        addAfter(second, Role.STAGE, "Unit");

        assertThat(CurrentStageReader.read(table)).as("two stages of one name").containsExactly("Test");

        endAfter(lastId, second + 1);
        endAfter(lastId, second);
        assertThat(CurrentStageReader.read(table))
                .as("a branch that has ended does nothing")
                .containsExactly("Test", "Unit");
    }

    @Test
    void aStageWithoutABlockIsTheCurrentOneUntilTheNextStarts() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        add(Kind.ATOM, 0, Role.STAGE_MARKER, "Build");
        add(Kind.ATOM, 0, Role.OTHER, "Print Message");
        assertThat(CurrentStageReader.read(table)).containsExactly("Build");

        add(Kind.ATOM, 0, Role.STAGE_MARKER, "Deploy");
        assertThat(CurrentStageReader.read(table)).containsExactly("Deploy");
    }

    /** The step was listed in the first stage, which had ended. */
    @Test
    void aStepAfterABlockIsInTheStageThatBeganInTheBlock() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        add(Kind.ATOM, 0, Role.STAGE_MARKER, "Build");
        int node = add(Kind.START, 0, Role.AGENT, "Allocate node");
        add(Kind.ATOM, 0, Role.STAGE_MARKER, "Deploy");
        add(Kind.END, node, Role.OTHER, "Allocate node : End");
        add(Kind.ATOM, 0, Role.OTHER, "Print Message");

        assertThat(stages())
                .extracting(stage -> stage.name() + " " + stage.steps().size())
                .containsExactly("Build 0", "Deploy 1");
        assertThat(CurrentStageReader.read(table)).containsExactly("Deploy");
    }

    /** It was shown as running until the end of the build, and had the result of the build. */
    @Test
    void aStageWithoutABlockEndsWithTheBranchAroundIt() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        int fork = add(Kind.START, 0, Role.OTHER, "Parallel");
        int branch = addAfter(fork, Role.BRANCH, "a");
        add(Kind.ATOM, 0, Role.STAGE_MARKER, "Build");
        add(Kind.ATOM, 0, Role.STAGE_MARKER, "Deploy");
        add(Kind.ATOM, 0, Role.OTHER, "Shell Script");
        int end = add(Kind.END, branch, Role.OTHER, "Branch : End");
        addAfter(fork, Role.BRANCH, "b");
        table.update(end, failed());

        assertThat(stages())
                .extracting(Stage::name, Stage::status)
                .contains(
                        tuple("Build", FlowNodeStatus.finished(Result.SUCCESS)),
                        tuple("Deploy", FlowNodeStatus.finished(Result.FAILURE)));
    }

    @Test
    void aStageIsPlannedAlthoughAnInnerStageHasItsName() {
        add(Kind.START, 0, Role.OTHER, "Start of Pipeline");
        add(Kind.START, 0, Role.STAGE, "Release");
        add(Kind.START, 0, Role.STAGE, "Deploy");

        RunGraphContext facts =
                new RunGraphContext(Optional.empty(), true, List.of("Release", "Deploy"), Set.of(), 100);
        assertThat(RunGraphReader.read(table, facts, 1).stages())
                .extracting(Stage::id)
                .containsExactly("2", "3", "planned-2");
    }

    private List<Stage> stages() {
        return RunGraphReader.read(table, new RunGraphContext(Optional.empty(), false, List.of(), Set.of(), 100), 1)
                .stages();
    }

    private int add(Kind kind, int blockStart, Role role, String name) {
        List<Integer> parents = lastId == 0 ? List.of() : List.of(lastId);
        lastId++;
        table.add(new GraphNode(lastId, parents, kind, blockStart, role, name, "", lastId));
        return lastId;
    }

    /** Starts a block that follows another node than the last one. */
    private int addAfter(int parent, Role role, String name) {
        lastId++;
        table.add(new GraphNode(lastId, List.of(parent), Kind.START, 0, role, name, "", lastId));
        return lastId;
    }

    private void endAfter(int parent, int blockStart) {
        lastId++;
        table.add(new GraphNode(lastId, List.of(parent), Kind.END, blockStart, Role.OTHER, "End", "", lastId));
    }

    private static FlowNodeActions failed() {
        return actions(Optional.of(Result.FAILURE), Optional.empty());
    }

    private static FlowNodeActions onAgent(String name) {
        return actions(Optional.empty(), Optional.of(name));
    }

    private static FlowNodeActions actions(Optional<Result> error, Optional<String> agent) {
        FlowNodeActions none = FlowNodeActions.NONE;
        return new FlowNodeActions(
                error,
                none.warning(),
                none.executed(),
                none.section(),
                none.skipped(),
                none.queue(),
                none.causeOfBlockage(),
                agent,
                none.input());
    }
}
