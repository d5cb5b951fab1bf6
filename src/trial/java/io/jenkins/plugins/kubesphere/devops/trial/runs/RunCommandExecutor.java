package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.Phases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.ObjectLister;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * Executes the commands {@code logs}, {@code proceed} and {@code abort}.
 *
 * @param namespaces namespaces in which runs are searched; empty for all
 */
public record RunCommandExecutor(
        KubernetesClient client, Set<String> namespaces, LogSource logs, InputResponder input) {
    private static final long POLL_MILLIS = 200;
    private static final int MAX_POLLS_AFTER_END = 50;
    private static final int USAGE_ERROR = 2;
    private static final Set<String> COMMANDS = Set.of("logs", "proceed", "abort");
    private static final String USAGE = "; use: ./run logs|proceed|abort [RUN] [-n NAMESPACE]";

    /** The command line of the user. */
    @Command(name = "./run")
    private static final class Arguments {
        @Parameters(index = "0")
        private String command;

        @Parameters(index = "1", arity = "0..1")
        private String run;

        @Option(names = {"-n", "--namespace"})
        private String namespace;
    }

    /**
     * Executes a command.
     *
     * @return the exit code
     * @throws IllegalStateException if the command fails; the message is for the user
     */
    int execute(List<String> command, CommandReplyWriter reply) throws InterruptedException {
        Arguments arguments = new Arguments();
        try {
            new CommandLine(arguments).parseArgs(command.toArray(String[]::new));
        } catch (ParameterException e) {
            reply.writeNote(e.getMessage() + USAGE);
            return USAGE_ERROR;
        }
        if (!COMMANDS.contains(arguments.command)) {
            reply.writeNote(arguments.command + " is not a command" + USAGE);
            return USAGE_ERROR;
        }
        try {
            PipelineRun run = find(arguments);
            if (arguments.command.equals("logs")) {
                return followLog(run, reply);
            }
            reply.writeOutput(input.answer(run, arguments.command.equals("proceed")));
            return 0;
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("a request to the API server failed: " + e.getMessage());
        }
    }

    private PipelineRun find(Arguments arguments) {
        List<PipelineRun> runs = new ObjectLister(
                        client, arguments.namespace == null ? namespaces : Set.of(arguments.namespace))
                .list(PipelineRun.class);
        if (arguments.run == null) {
            if (!arguments.command.equals("logs")) {
                throw new IllegalStateException(
                        "the name of a run is missing; use: ./run " + arguments.command + " RUN [-n NAMESPACE]");
            }
            return runs.stream()
                    .max(Comparator.comparing(run -> run.getMetadata().getCreationTimestamp()))
                    .orElseThrow(() -> new IllegalStateException("there is no run yet; create a PipelineRun"));
        }
        List<PipelineRun> found = runs.stream()
                .filter(run -> run.getMetadata().getName().equals(arguments.run))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no run " + arguments.run
                    + (arguments.namespace == null ? "" : " in namespace " + arguments.namespace)
                    + "; ./run kubectl get pipelineruns -A lists them");
        }
        if (found.size() > 1) {
            throw new IllegalStateException("there are runs " + arguments.run + " in namespaces "
                    + found.stream()
                            .map(run -> run.getMetadata().getNamespace())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "; give one of these namespaces with -n");
        }
        return found.get(0);
    }

    private int followLog(PipelineRun run, CommandReplyWriter reply) throws InterruptedException {
        LogLineReader log = run.getSpec().pipelineRef().namesPipeline() ? new LogLineReader(logs, run) : null;
        boolean read = false;
        Optional<String> printed = Optional.empty();
        int pollsAfterEnd = 0;
        PipelineRun current = run;
        while (true) {
            // Checks the run before it reads the log, so that the log of an ended run is complete.
            boolean ended = current.getStatus().hasEnded();
            read = read || log == null || log.read(reply::writeOutput);
            // Stops after some polls, because a deleted log is never reported as complete.
            if (ended && (read || !hasBuild(current) || pollsAfterEnd++ > MAX_POLLS_AFTER_END)) {
                return writeResult(current, reply);
            }
            Optional<String> pendingInput = pendingInput(current);
            // Prints each input, because a build may have several, one after the other or at the same time.
            if (pendingInput.isPresent() && !pendingInput.equals(printed)) {
                reply.writeNote("the run waits for an input: " + input.hint(current));
            }
            printed = pendingInput;
            Thread.sleep(POLL_MILLIS);
            current = client.resource(run).get();
            if (current == null
                    || !current.getMetadata().getUid().equals(run.getMetadata().getUid())) {
                throw new IllegalStateException("run " + run.getMetadata().getName() + " was deleted");
            }
        }
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

    private static boolean hasBuild(PipelineRun run) {
        return run.getStatus().startTime() != null
                && !run.getStatus().startTime().isEmpty();
    }

    private static int writeResult(PipelineRun run, CommandReplyWriter reply) {
        boolean succeeded = Phases.SUCCEEDED.equals(run.getStatus().phase());
        String reason = run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .map(Condition::message)
                .orElse("");
        reply.writeNote("run " + run.getMetadata().getName() + ": "
                + run.getStatus().phase() + (succeeded || reason == null || reason.isEmpty() ? "" : ", " + reason));
        return succeeded ? 0 : 1;
    }
}
