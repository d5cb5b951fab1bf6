package io.jenkins.plugins.kubesphere.devops.operator.run.start;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Lets only so many starts be under way at a time. A start waits for the engine's own lock, in Jenkins that of the queue,
 * and anybody may hold that for long; if every worker waited there, the end of no build would be written meanwhile. Safe for
 * use from any thread.
 */
public final class StartLimiter {
    private final int width;
    private final Set<RunRef> waiting = new LinkedHashSet<>();
    private int inside;

    /** @param width how many may be under way, at least 1 */
    public StartLimiter(int width) {
        this.width = width;
    }

    /**
     * Asks to start a run.
     *
     * @return false if too many are under way; {@link #leave} gives the run once there is room
     */
    public synchronized boolean enter(RunRef run) {
        if (inside >= width) {
            waiting.add(run);
            return false;
        }
        inside++;
        waiting.remove(run);
        return true;
    }

    /**
     * A start is through.
     *
     * @return who may ask again: as many as there is room for, in the order in which they asked first
     */
    public synchronized Queue<RunRef> leave() {
        inside--;
        Queue<RunRef> next = new ArrayDeque<>();
        waiting.stream().limit(width - inside).forEach(next::add);
        waiting.removeAll(next);
        return next;
    }
}
