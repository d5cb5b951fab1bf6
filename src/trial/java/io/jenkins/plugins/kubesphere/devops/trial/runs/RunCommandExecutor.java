package io.jenkins.plugins.kubesphere.devops.trial.runs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.ObjectLister;
import java.util.Comparator;
import java.util.List;
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
        KubernetesClient client, Set<String> namespaces, LogSource logs, InputResponder inputResponder) {
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
                return new RunLogFollower(client, logs, inputResponder, reply).follow(run);
            }
            reply.writeOutput(inputResponder.answer(run, arguments.command.equals("proceed")));
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
}
