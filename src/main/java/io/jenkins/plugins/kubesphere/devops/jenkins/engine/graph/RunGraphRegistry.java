package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.StagePositionDescriber;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * The graphs of the builds that run in this process. A graph stays for a minute after the end of its build, so that
 * whoever hears of the end can read it, unless memory is short; after that it is read from the records of Jenkins.
 * Thread-safe.
 */
@Extension
public final class RunGraphRegistry {
    private static final Logger LOGGER = Logger.getLogger(RunGraphRegistry.class.getName());
    /** Nodes that arrive within this time are handled together. */
    private static final int COLLECT_MILLIS = 50;

    private static final int KEEP_ENDED_SECONDS = 60;
    private static final int THREADS = 2;

    private final Map<String, RunGraphTracker> trackers = new ConcurrentHashMap<>();
    /** The graph of a build with 300,000 steps needs 100 MB, and many may end in one minute. */
    private final Map<String, SoftReference<RunGraph>> ended = new ConcurrentHashMap<>();

    private final ScheduledThreadPoolExecutor threads = WorkerPoolFactory.createScheduled("graph", THREADS);

    /** The registry of this controller. */
    public static RunGraphRegistry get() {
        return ExtensionList.lookupSingleton(RunGraphRegistry.class);
    }

    /**
     * Follows a build from its first node on.
     *
     * @param onChange called after nodes were added, on a thread of this registry
     */
    public void start(WorkflowRun build, FlowExecution execution, Consumer<WorkflowRun> onChange) {
        track(build, execution, true, onChange);
    }

    /**
     * Follows a build that has nodes already: one that Jenkins resumes, or that is given to a run while it runs. Returns
     * before the nodes of the build are read.
     */
    public void resume(WorkflowRun build, FlowExecution execution, Consumer<WorkflowRun> onChange) {
        RunGraphTracker tracker = track(build, execution, false, onChange);
        schedule(0, () -> {
            tracker.addEarlier(() -> FlowNodeScanner.scan(execution));
            tracker.drain();
            onChange.accept(build);
        });
    }

    private RunGraphTracker track(
            WorkflowRun build, FlowExecution execution, boolean isNew, Consumer<WorkflowRun> onChange) {
        RunGraphTracker tracker = new RunGraphTracker(
                build,
                isNew,
                found -> schedule(COLLECT_MILLIS, () -> {
                    found.drain();
                    onChange.accept(build);
                }));
        RunGraphTracker before = trackers.put(key(build), tracker);
        if (before != null && before.build() == build) {
            execution.removeListener(before);
        } else if (before != null) {
            // That of a job that was moved, and has another name now.
            trackers.put(key(before.build()), before);
        }
        execution.addListener(tracker);
        return tracker;
    }

    /** Stops following a build that has ended, and keeps its graph for a minute. Throws nothing. */
    public void end(WorkflowRun build) {
        RunGraphTracker tracker = remove(build);
        if (tracker == null) {
            return;
        }
        String key = key(build);
        try {
            tracker.read().ifPresent(graph -> ended.put(key, new SoftReference<>(graph)));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // It is read from the records of Jenkins.
            LOGGER.log(Level.WARNING, MaskedException.maskUrls(e), () -> key + ": its stages were not read at its end");
        }
        schedule(TimeUnit.SECONDS.toMillis(KEEP_ENDED_SECONDS), () -> ended.remove(key));
    }

    /** Forgets a build that is deleted. */
    public void forget(WorkflowRun build) {
        remove(build);
        ended.remove(key(build));
    }

    /** The job of a build may be moved while it runs; then its name is not what was stored. */
    private Optional<RunGraphTracker> find(WorkflowRun build) {
        return Optional.ofNullable(trackers.get(key(build)))
                .filter(found -> found.build() == build)
                .or(() -> findSame(build));
    }

    private Optional<RunGraphTracker> findSame(WorkflowRun build) {
        return trackers.values().stream()
                .filter(found -> found.build() == build)
                .findFirst();
    }

    /** Not by the name: another build may have it by now. */
    private RunGraphTracker remove(WorkflowRun build) {
        RunGraphTracker tracker = findSame(build).orElse(null);
        if (tracker != null) {
            trackers.values().remove(tracker);
            FlowExecution execution = build.getExecution();
            if (execution != null) {
                execution.removeListener(tracker);
            }
        }
        return tracker;
    }

    /**
     * Returns the stages and steps of a build.
     *
     * @return empty if the build has no graph, while its nodes are being read, or while too many other builds are read
     */
    public Optional<RunGraph> read(WorkflowRun build) {
        Optional<RunGraphTracker> tracker = find(build).filter(found -> !found.isBroken());
        if (tracker.isPresent()) {
            return tracker.get().read();
        }
        return Optional.ofNullable(ended.get(key(build)))
                .map(SoftReference::get)
                .or(() -> FlowNodeScanner.read(build));
    }

    /**
     * Says in which stage the build is now, such as {@code stage "Build" (1 of 3)}. Reads nothing but what is kept here.
     *
     * @return empty if that is not known, if the build is in no stage or in several at once, or if it is in one that its
     *     declarative Jenkinsfile does not have, such as {@code Declarative: Checkout SCM}
     */
    public String describeStage(WorkflowRun build) {
        List<String> stages = find(build).map(RunGraphTracker::currentStages).orElse(List.of());
        List<String> declared = DeclarativeStageReader.topLevel(build);
        boolean isListed = !stages.isEmpty() && (declared.isEmpty() || declared.contains(stages.get(0)));
        return isListed ? StagePositionDescriber.describe(stages, declared) : "";
    }

    private static String key(WorkflowRun build) {
        return build.getExternalizableId();
    }

    private void schedule(long millis, Runnable task) {
        try {
            threads.schedule(() -> run(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins is shutting down; stages are read again after its start", e);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOGGER.log(
                    Level.WARNING,
                    MaskedException.maskUrls(e),
                    () -> "The stages of a build could not be read; they are read from its records at its end");
        }
    }
}
