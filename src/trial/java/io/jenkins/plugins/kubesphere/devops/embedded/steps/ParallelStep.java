package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockInterrupt;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildGraph;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs branches at the same time, each in a thread of its own: {@code parallel} as a step and in a stage. */
public final class ParallelStep {
    private static final int MAX_BRANCHES = 100;

    private final BlockContext context;
    private final boolean failFast;
    private final List<Branch> branches = new ArrayList<>();

    /** The failures of the branches, in the order in which they failed. */
    private final List<StepFailedException> failures = Collections.synchronizedList(new ArrayList<>());

    private ParallelStep(BlockContext context, boolean failFast) {
        this.context = context;
        this.failFast = failFast;
    }

    /**
     * Runs the branches, and waits until all have ended.
     *
     * @param failFast true if the first failure ends the other branches
     * @return the value of each branch, by name
     * @throws StepFailedException if a branch failed: with {@code failFast} the first failure, otherwise the worst
     * @throws InterruptedException if this thread was interrupted; then all branches were ended
     */
    public static Map<String, Object> run(BlockContext context, Map<String, Callable<?>> branches, boolean failFast)
            throws InterruptedException {
        if (branches.size() > MAX_BRANCHES) {
            throw StepFailedException.failed("parallel: the embedded engine runs at most " + MAX_BRANCHES
                    + " branches at a time, not " + branches.size());
        }
        ParallelStep parallel = new ParallelStep(context, failFast);
        branches.forEach((name, body) -> parallel.branches.add(parallel.new Branch(name, body)));
        return parallel.run();
    }

    private Map<String, Object> run() throws InterruptedException {
        BuildGraph graph = context.build().graph();
        int node = graph.enter(Role.OTHER, "parallel");
        branches.forEach(branch -> {
            context.log().writeStep("{ (Branch: " + branch.name + ")");
            branch.node = graph.enterBranch(node, context.log().mask(branch.name));
        });
        branches.forEach(branch -> branch.thread.start());
        boolean interrupted = false;
        for (Branch branch : branches) {
            while (branch.thread.isAlive()) {
                try {
                    branch.thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    interruptAll();
                }
            }
        }
        graph.exit(
                node,
                branches.stream().map(branch -> branch.end).toList(),
                failures.stream().findFirst().map(StepFailedException::outcome));
        if (interrupted) {
            throw new InterruptedException();
        }
        if (!failures.isEmpty()) {
            throw failFast
                    ? failures.get(0)
                    : failures.stream()
                            .reduce((worst, other) ->
                                    other.outcome().isWorseThan(worst.outcome().result()) ? other : worst)
                            .orElseThrow();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        branches.forEach(branch -> values.put(branch.name, branch.value));
        return values;
    }

    private void interruptAll() {
        branches.forEach(branch -> branch.interrupt.interrupt());
    }

    private final class Branch {
        final String name;
        final Thread thread;
        final BlockInterrupt interrupt;
        private final Callable<?> body;
        private Object value;
        private int node;
        private volatile int end;

        Branch(String name, Callable<?> body) {
            this.name = name;
            this.body = body;
            thread = new Thread(this::run, Thread.currentThread().getName() + ", branch " + name);
            thread.setDaemon(true);
            interrupt = BlockInterrupt.of(thread);
        }

        private void run() {
            BlockContext branchContext = context.withInterrupt(interrupt);
            BuildGraph graph = context.build().graph();
            graph.move(node);
            Optional<BuildOutcome> outcome = Optional.empty();
            try {
                value = branchContext.call(body);
            } catch (Throwable e) {
                // An Error also ends only this branch; the step reports it.
                StepFailedException failure = branchContext.toFailure(e);
                outcome = Optional.of(failure.outcome());
                failures.add(failure);
                context.log().writeLine("Failed in branch " + name);
                if (failFast) {
                    interruptAll();
                }
            } finally {
                interrupt.end();
                end = graph.exit(node, outcome);
                context.log().writeStep("}");
            }
        }
    }
}
