package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.Phases;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
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
 * {@code logs}, {@code proceed} and {@code abort}.
 *
 * @param namespaces where runs are looked for; empty for all
 */
public record RunCommands(KubernetesClient client, Set<String> namespaces, LogSource logs, InputAnswer input) {
    private static final long LOOK_MILLIS = 200;
    private static final int LOOKS_AFTER_END = 50;
    private static final int WRONG_USE = 2;
    private static final Set<String> COMMANDS = Set.of("logs", "proceed", "abort");
    private static final String USE = "; use: ./run logs|proceed|abort [RUN] [-n NAMESPACE]";

    /** What was typed. */
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
     * Carries out a command.
     *
     * @return the exit code
     * @throws IllegalStateException if it cannot be done; the message is for the user
     */
    int execute(List<String> command, CommandReply reply) throws InterruptedException {
        Arguments arguments = new Arguments();
        try {
            new CommandLine(arguments).parseArgs(command.toArray(String[]::new));
        } catch (ParameterException e) {
            reply.err(e.getMessage() + USE);
            return WRONG_USE;
        }
        if (!COMMANDS.contains(arguments.command)) {
            reply.err(arguments.command + " is not a command" + USE);
            return WRONG_USE;
        }
        try {
            PipelineRun run = find(arguments);
            if (arguments.command.equals("logs")) {
                return follow(run, reply);
            }
            reply.out(input.answer(run, arguments.command.equals("proceed")));
            return 0;
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("the API server does not answer: " + e.getMessage());
        }
    }

    private PipelineRun find(Arguments arguments) {
        List<PipelineRun> runs = new ObjectLister(
                        client, arguments.namespace == null ? namespaces : Set.of(arguments.namespace))
                .list(PipelineRun.class);
        if (arguments.run == null) {
            if (!arguments.command.equals("logs")) {
                throw new IllegalStateException("which run? ./run " + arguments.command + " RUN [-n NAMESPACE]");
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
                    + "; give one with -n");
        }
        return found.get(0);
    }

    private int follow(PipelineRun run, CommandReply reply) throws InterruptedException {
        LogReader log = run.getSpec().pipelineRef().named() ? new LogReader(logs, run) : null;
        boolean read = false;
        Optional<String> printed = Optional.empty();
        int looks = 0;
        PipelineRun now = run;
        while (true) {
            // First the run, then its log: of a run that is over all of the log is there.
            boolean over = now.getStatus().completed();
            read = read || log == null || log.read(reply::out);
            // A log that was deleted has no end.
            if (over && (read || !hasBuild(now) || looks++ > LOOKS_AFTER_END)) {
                return result(now, reply);
            }
            Optional<String> question = question(now);
            // Each input, not only the first: a build may have several, one after the other or at once.
            if (question.isPresent() && !question.equals(printed)) {
                reply.err("it waits for an input: " + input.hint(now));
            }
            printed = question;
            Thread.sleep(LOOK_MILLIS);
            now = client.resource(run).get();
            if (now == null
                    || !now.getMetadata().getUid().equals(run.getMetadata().getUid())) {
                throw new IllegalStateException("run " + run.getMetadata().getName() + " was deleted");
            }
        }
    }

    /** What tells one wait for an input from the next; empty if the run does not wait. */
    private static Optional<String> question(PipelineRun run) {
        return Optional.of(run).filter(RunBuildRefs::waitsForInput).map(waiting -> waiting.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .map(Condition::message)
                .orElse(""));
    }

    private static boolean hasBuild(PipelineRun run) {
        return run.getStatus().startTime() != null
                && !run.getStatus().startTime().isEmpty();
    }

    private static int result(PipelineRun run, CommandReply reply) {
        boolean succeeded = Phases.SUCCEEDED.equals(run.getStatus().phase());
        String why = run.getStatus()
                .condition(ConditionTypes.SUCCEEDED)
                .map(Condition::message)
                .orElse("");
        reply.err("run " + run.getMetadata().getName() + ": " + run.getStatus().phase()
                + (succeeded || why == null || why.isEmpty() ? "" : ", " + why));
        return succeeded ? 0 : 1;
    }
}
