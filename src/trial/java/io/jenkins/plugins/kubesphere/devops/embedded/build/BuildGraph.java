package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.Result;
import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Queue;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.FlowNodeActions.Section;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Kind;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.RunGraphContext;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.RunGraphReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.StageTable;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records the stages, branches and steps of a build as nodes, with ids like those of Jenkins. Thread-safe. */
public final class BuildGraph {
    /** The first id in Jenkins. */
    private static final int FIRST_ID = 2;

    private final StageTable table = new StageTable();
    private final Map<Integer, FlowNodeActions> facts = new HashMap<>();
    /** The last node of the calling thread. */
    private final ThreadLocal<Integer> head = ThreadLocal.withInitial(() -> FIRST_ID);

    private final Runnable onChange;
    private List<String> topLevelStages = List.of();
    private boolean declarative;
    private int lastId = FIRST_ID - 1;
    private long version;
    private RunGraph end;

    /** @param onChange called on threads of the build after each change */
    BuildGraph(Runnable onChange) {
        this.onChange = onChange;
        add(List.of(), Kind.START, 0, Role.OTHER, "Start of Pipeline", "");
    }

    /** Records that the Jenkinsfile is declarative. */
    public synchronized void declare(List<String> stages) {
        declarative = true;
        topLevelStages = stages;
    }

    /** Records the start of a block, and returns its id. */
    public int enter(Role role, String name) {
        return move(add(List.of(head.get()), Kind.START, 0, role, name, ""));
    }

    /** Records the start of a branch, which runs in another thread. That thread calls {@link #move} first. */
    public int enterBranch(int parallel, String name) {
        return add(List.of(parallel), Kind.START, 0, Role.BRANCH, name, "");
    }

    /** Records the end of a block, and returns its id. */
    public int exit(int block, Optional<BuildOutcome> failure) {
        return exit(block, List.of(head.get()), failure);
    }

    /** Records the end of a block with several branches. */
    public int exit(int block, List<Integer> branches, Optional<BuildOutcome> failure) {
        int id = add(branches.isEmpty() ? List.of(head.get()) : branches, Kind.END, block, Role.OTHER, "", "");
        failure.ifPresent(outcome -> setFacts(id, withError(result(outcome.result()))));
        return move(id);
    }

    /** Records a step without a block. */
    public void step(String name, String description) {
        move(add(List.of(head.get()), Kind.ATOM, 0, Role.OTHER, name, description));
    }

    /** Records how the last step failed. */
    public void failStep(BuildOutcome outcome) {
        setFacts(head.get(), withError(result(outcome.result())));
    }

    /** Records that the last step made the build unstable. */
    public void warnStep() {
        setFacts(head.get(), facts(Optional.empty(), Optional.of(Result.UNSTABLE), false, Optional.empty()));
    }

    /** Records that the block of the calling thread is a stage that does not run. */
    public void skip() {
        setFacts(head.get(), facts(Optional.empty(), Optional.empty(), true, Optional.empty()));
    }

    /** Records that the last step asks a question, or no more. */
    public void ask(Optional<InputQuestion> question) {
        setFacts(head.get(), facts(Optional.empty(), Optional.empty(), false, question));
    }

    /** Sets the last node of the calling thread. */
    public int move(int node) {
        head.set(node);
        return node;
    }

    private int add(List<Integer> parents, Kind kind, int block, Role role, String name, String description) {
        int id;
        synchronized (this) {
            id = ++lastId;
            parents.forEach(this::updateTable);
            updateTable(block);
            table.add(new GraphNode(id, parents, kind, block, role, name, description, System.currentTimeMillis()));
            version++;
        }
        onChange.run();
        return id;
    }

    private void setFacts(int node, FlowNodeActions newFacts) {
        synchronized (this) {
            facts.put(node, newFacts);
            version++;
        }
        onChange.run();
    }

    private void updateTable(int node) {
        FlowNodeActions known = facts.get(node);
        if (known != null) {
            table.update(node, known);
        }
    }

    /** Returns the stages as they are now. */
    public synchronized RunGraph read() {
        return end == null ? read(Optional.empty()) : end;
    }

    /** Records the end of the build. */
    synchronized void end(RunResult result) {
        end = read(Optional.of(result(result)));
    }

    private RunGraph read(Optional<Result> result) {
        table.openNodes().forEach(this::updateTable);
        return RunGraphReader.read(
                table,
                new RunGraphContext(result, declarative, topLevelStages, Set.of(), System.currentTimeMillis()),
                version);
    }

    private static FlowNodeActions withError(Result error) {
        return facts(Optional.of(error), Optional.empty(), false, Optional.empty());
    }

    private static FlowNodeActions facts(
            Optional<Result> error, Optional<Result> warning, boolean skipped, Optional<InputQuestion> input) {
        return new FlowNodeActions(
                error,
                warning,
                true,
                Section.STAGES,
                skipped,
                Queue.OUTSIDE,
                Optional.empty(),
                Optional.empty(),
                input);
    }

    private static Result result(RunResult result) {
        return switch (result) {
            case SUCCESS -> Result.SUCCESS;
            case UNSTABLE -> Result.UNSTABLE;
            case NOT_BUILT -> Result.NOT_BUILT;
            case ABORTED, TIMED_OUT, CANCELLED_IN_QUEUE -> Result.ABORTED;
            case FAILURE, STALLED, NONE -> Result.FAILURE;
        };
    }
}
