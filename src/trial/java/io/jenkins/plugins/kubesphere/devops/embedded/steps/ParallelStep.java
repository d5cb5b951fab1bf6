package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockInterrupt;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Branches that run at the same time, each in a thread of its own: {@code parallel} as a step and in a stage. */
public final class ParallelStep {
    private static final int MOST_BRANCHES = 100;

    private final BlockContext context;
    private final boolean failFast;
    private final List<Branch> branches = new ArrayList<>();

    /** In the order in which they came. */
    private final List<StepFailedException> failures = Collections.synchronizedList(new ArrayList<>());

    private ParallelStep(BlockContext context, boolean failFast) {
        this.context = context;
        this.failFast = failFast;
    }

    /**
     * Waits for all of them, however they end.
     *
     * @param failFast whether the first that fails ends the others
     * @return what each gave, by name
     * @throws StepFailedException of the first that failed if it ended the others, else the worst
     * @throws InterruptedException if this thread was interrupted, which ended them
     */
    public static Map<String, Object> run(BlockContext context, Map<String, Callable<?>> branches, boolean failFast)
            throws InterruptedException {
        if (branches.size() > MOST_BRANCHES) {
            throw StepFailedException.failed("parallel: the embedded engine runs at most " + MOST_BRANCHES
                    + " branches at a time, not " + branches.size());
        }
        ParallelStep parallel = new ParallelStep(context, failFast);
        branches.forEach((name, body) -> parallel.branches.add(parallel.new Branch(name, body)));
        return parallel.run();
    }

    private Map<String, Object> run() throws InterruptedException {
        branches.forEach(branch -> context.log().step("{ (Branch: " + branch.name + ")"));
        branches.forEach(branch -> branch.thread.start());
        boolean interrupted = false;
        for (Branch branch : branches) {
            while (branch.thread.isAlive()) {
                try {
                    branch.thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    endAll();
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        if (!failures.isEmpty()) {
            throw failFast
                    ? failures.get(0)
                    : failures.stream()
                            .reduce((one, other) ->
                                    other.outcome().isWorseThan(one.outcome().result()) ? other : one)
                            .orElseThrow();
        }
        Map<String, Object> given = new LinkedHashMap<>();
        branches.forEach(branch -> given.put(branch.name, branch.given));
        return given;
    }

    private void endAll() {
        branches.forEach(branch -> branch.interruption.interrupt());
    }

    private final class Branch {
        final String name;
        final Thread thread;
        final BlockInterrupt interruption;
        private final Callable<?> body;
        private Object given;

        Branch(String name, Callable<?> body) {
            this.name = name;
            this.body = body;
            thread = new Thread(this::run, Thread.currentThread().getName() + ", branch " + name);
            thread.setDaemon(true);
            interruption = BlockInterrupt.of(thread);
        }

        private void run() {
            BlockContext within = context.endedBy(interruption);
            try {
                given = within.call(body);
            } catch (Throwable e) {
                // Whatever that is ends this branch, and with it the build.
                failures.add(within.failure(e));
                context.log().line("Failed in branch " + name);
                if (failFast) {
                    endAll();
                }
            } finally {
                interruption.end();
                context.log().step("}");
            }
        }
    }
}
