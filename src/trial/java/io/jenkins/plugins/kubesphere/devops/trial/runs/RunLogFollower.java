package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import java.util.Optional;

/** Prints the log of one run until its end, and the inputs that the run waits for. */
final class RunLogFollower {
    private static final long POLL_MILLIS = 200;
    private static final int MAX_POLLS_AFTER_END = 50;

    private final KubernetesClient client;
    private final LogSource logs;
    private final InputResponder inputResponder;
    private final CommandReplyWriter reply;
    private boolean logComplete;
    private Optional<String> printedInput = Optional.empty();
    private int pollsAfterEnd;

    RunLogFollower(KubernetesClient client, LogSource logs, InputResponder inputResponder, CommandReplyWriter reply) {
        this.client = client;
        this.logs = logs;
        this.inputResponder = inputResponder;
        this.reply = reply;
    }

    /**
     * Follows the log of a run. Call this once.
     *
     * @return the exit code: 0 if the run succeeded
     * @throws IllegalStateException if the run was deleted
     */
    int follow(PipelineRun run) throws InterruptedException {
        LogLineReader log = run.getSpec().pipelineRef().namesPipeline() ? new LogLineReader(logs, run) : null;
        PipelineRun current = run;
        while (true) {
            // Checks the run before it reads the log, so that the log of an ended run is complete.
            boolean ended = current.getStatus().hasEnded();
            logComplete = logComplete || log == null || log.read(reply::writeOutput);
            // Stops after some polls, because a deleted log is never reported as complete.
            if (ended && (logComplete || !hasBuild(current) || pollsAfterEnd++ > MAX_POLLS_AFTER_END)) {
                return writeResult(current);
            }
            printInput(current);
            Thread.sleep(POLL_MILLIS);
            current = reload(run);
        }
    }

    private static boolean hasBuild(PipelineRun run) {
        return run.getStatus().startTime() != null
                && !run.getStatus().startTime().isEmpty();
    }

    /** Prints each input, because a build may have several, one after the other or at the same time. */
    private void printInput(PipelineRun run) {
        Optional<String> pendingInput = pendingInput(run);
        if (pendingInput.isPresent() && !pendingInput.equals(printedInput)) {
            reply.writeNote("the run waits for an input: " + inputResponder.describeHowToAnswer(run));
        }
        printedInput = pendingInput;
    }

    /**
     * Returns the message of the input that the run waits for, which identifies the input; empty if the run waits for
     * none.
     */
    private static Optional<String> pendingInput(PipelineRun run) {
        return Optional.of(run).filter(PipelineRuns::waitsForInput).map(waiting -> waiting.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .map(Condition::message)
                .orElse(""));
    }

    private PipelineRun reload(PipelineRun run) {
        PipelineRun current = client.resource(run).get();
        if (current == null
                || !current.getMetadata().getUid().equals(run.getMetadata().getUid())) {
            throw new IllegalStateException("run " + run.getMetadata().getName() + " was deleted");
        }
        return current;
    }

    private int writeResult(PipelineRun run) {
        boolean succeeded = RunPhases.SUCCEEDED.equals(run.getStatus().phase());
        String reason = run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .map(Condition::message)
                .orElse("");
        reply.writeNote("run " + run.getMetadata().getName() + ": "
                + run.getStatus().phase() + (succeeded || reason == null || reason.isEmpty() ? "" : ", " + reason));
        return succeeded ? 0 : 1;
    }
}
