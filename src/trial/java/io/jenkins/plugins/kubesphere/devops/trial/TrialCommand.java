package io.jenkins.plugins.kubesphere.devops.trial;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsHomeLogSource;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsInputUrlProvider;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsLogFollower;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsOptions;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.TrialJenkinsLauncher;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.TrialRestApi;
import io.jenkins.plugins.kubesphere.devops.trial.output.BuildLogPrinter;
import io.jenkins.plugins.kubesphere.devops.trial.output.ResourceChangePrinter;
import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import io.jenkins.plugins.kubesphere.devops.trial.runs.EmbeddedInputResponder;
import io.jenkins.plugins.kubesphere.devops.trial.runs.InputResponder;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogSource;
import io.jenkins.plugins.kubesphere.devops.trial.runs.RunCommandExecutor;
import io.jenkins.plugins.kubesphere.devops.trial.runs.TrialCommandServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./run}: starts a trial, runs the sample, and keeps running until Ctrl-C. */
@Command(
        name = "./run",
        sortOptions = false,
        usageHelpWidth = 110,
        mixinStandardHelpOptions = false,
        header = "Shows the operator at work: creates a PipelineRun, and prints its build and its result.%n",
        description = {
            "%nStarts a temporary Kubernetes API, installs crds/, starts the operator on the embedded engine, creates the"
                    + " project, pipeline and run of samples/, and prints each change. Then it keeps running for your own"
                    + " resources. The environment variable KUBECONFIG is not used. With --jenkins, the builds run in a"
                    + " real Jenkins on 127.0.0.1, with our plugin as it is built here.%n",
            "In a second terminal:%n",
            "  ./run kubectl ...               a kubectl for the Kubernetes API of the trial",
            "  ./run logs [RUN] [-n NS]        the log of a run or of the newest run, until its end; exit code 0: succeeded",
            "  ./run proceed|abort RUN [-n NS] answers the input step that the run waits for%n"
        },
        footer = {
            "%nFor --jenkins:%n",
            "  ./run --jenkins --war jenkins.war --plugins plugins/",
            "  ./run --jenkins --war jenkins.war --home /var/lib/jenkins%n",
            "Ctrl-C ends the trial and deletes what it created, except work/trial/jenkins.log and CRDs on your own"
                    + " cluster. A second Ctrl-C kills it. More: docs/trial.md"
        })
public final class TrialCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    /** A folder of the checkout that git ignores. */
    private static final Path TRIAL_FOLDER = Path.of("work", "trial");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port of the temporary Kubernetes API. Default: any free port")
    private int port;

    @Option(names = "--no-sample", description = "do not create samples/; only wait for your own resources")
    private boolean noSample;

    @Option(names = "--exit", description = "exit when the sample run has ended, with code 1 if it did not succeed")
    private boolean exit;

    @Option(
            names = "--ignore-agents",
            description =
                    "on the embedded engine: run all stages on this machine, also those with another agent. Default: their"
                            + " builds fail")
    private boolean ignoreAgents;

    @ArgGroup(validate = false, heading = "%nOn your own cluster:%n")
    private ClusterOptions clusterOptions = new ClusterOptions();

    @ArgGroup(validate = false, heading = "%nOn a real controller:%n")
    private JenkinsOptions jenkinsOptions = new JenkinsOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    /** Null in a real Jenkins, which has its own. */
    private TrialRestApi restApi;

    private final TerminalPrinter terminal = new TerminalPrinter(System.out);
    private final CleanUpStack cleanUp = new CleanUpStack(terminal);

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TrialCommand())
                .setExecutionExceptionHandler((e, command, result) -> {
                    System.err.println("./run: " + e.getMessage());
                    return 1;
                })
                .setParameterExceptionHandler((e, arguments) -> {
                    System.err.println("./run: " + e.getMessage() + "; ./run --help lists the options");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    @Override
    public Integer call() throws Exception {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp.run(main), "trial clean-up"));
        InterruptHandler.install(terminal);
        try {
            return run();
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (RuntimeException | IOException e) {
            // A failure after the start of the clean-up is caused by the clean-up.
            if (cleanUp.hasStarted()) {
                return INTERRUPTED;
            }
            throw e;
        } finally {
            cleanUp.run(null);
        }
    }

    private int run() throws Exception {
        clusterOptions.validate();
        jenkinsOptions.validateAndResolve(TRIAL_FOLDER);
        if (ignoreAgents) {
            jenkinsOptions.requireEmbeddedEngine("--ignore-agents");
        }
        TrialJenkinsLauncher controller = null;
        if (jenkinsOptions.isRequested()) {
            controller = new TrialJenkinsLauncher(jenkinsOptions, !noSample, terminal);
            controller.check();
        }
        terminal.printLine(
                "trial",
                "KubeSphere DevOps for Jenkins, "
                        + (controller == null
                                ? "on the embedded engine: only for trials, it has no sandbox"
                                : "in a real Jenkins"));
        TrialFolder folder = cleanUp.add(TrialFolder.lockAndClear(TRIAL_FOLDER));
        TrialClusterFactory clusters = new TrialClusterFactory(clusterOptions, port, !noSample, cleanUp, terminal);
        TrialCluster cluster = clusterOptions.isRequested()
                ? clusters.openUserCluster(controller != null)
                : clusters.startTemporaryCluster(folder.controlPlaneFolder());
        folder.writeKubeconfig(cluster.kubeconfig());
        terminal.printLine("cluster", cluster.title());
        try {
            cluster.prepare();
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("cannot prepare " + cluster.title() + ": " + e.getMessage());
        }
        terminal.printLine(
                "cluster",
                "crds/ are installed; the Lease of this trial is in namespace "
                        + cluster.settings().systemNamespace());
        BuildLogPrinter logs =
                controller == null ? startEmbedded(cluster, folder) : startJenkins(controller, cluster, folder);
        int result = 0;
        if (!noSample) {
            cleanUp.add(cluster::deleteCreated);
            result = new SampleRunner(cluster, logs, terminal).createAndAwait() ? 0 : 1;
        }
        if (!exit) {
            new NextStepsPrinter(cluster, !noSample, clusterOptions.isRequested(), folder.kubeconfigFile(), terminal)
                    .print(controller, restApi);
            new CountDownLatch(1).await();
        }
        return result;
    }

    /** Starts the operator on the embedded engine. */
    private BuildLogPrinter startEmbedded(TrialCluster cluster, TrialFolder folder) throws IOException {
        EmbeddedEngine engine = cleanUp.add(new EmbeddedEngine(folder.engineFolder(), ignoreAgents));
        BuildLogPrinter logs =
                startPrinting(cluster, folder, engine.runLogs()::log, new EmbeddedInputResponder(engine));
        DevOpsOperator operator = cleanUp.add(new DevOpsOperator(
                cluster.settings(),
                new OperatorDependencies(
                        cluster::createConfig, engine, status -> terminal.printLine("operator", status.toString()))));
        operator.start();
        restApi = cleanUp.add(TrialRestApi.start(
                cluster::createConfig, cluster.settings(), engine, status -> terminal.printLine("rest api", status)));
        return logs;
    }

    private BuildLogPrinter startJenkins(TrialJenkinsLauncher controller, TrialCluster cluster, TrialFolder folder)
            throws IOException {
        JenkinsController jenkins = controller.install(
                folder.jenkinsHome(), folder.jenkinsLog(), folder.kubeconfigFile(), cluster.settings());
        BuildLogPrinter logs = startPrinting(
                cluster, folder, new JenkinsHomeLogSource(jenkins), new JenkinsInputUrlProvider(jenkins.url()));
        cleanUp.add(new JenkinsLogFollower(jenkins.log(), terminal));
        cleanUp.add(controller::stop);
        controller.start();
        return logs;
    }

    /** Starts to print all changes, and to accept commands of a second terminal. */
    private BuildLogPrinter startPrinting(
            TrialCluster cluster, TrialFolder folder, LogSource logs, InputResponder input) throws IOException {
        OperatorSettings settings = cluster.settings();
        BuildLogPrinter printer = cleanUp.add(new BuildLogPrinter(logs, terminal));
        cleanUp.add(new ResourceChangePrinter(cluster.client(), settings.namespaces(), printer, input, terminal))
                .start();
        cleanUp.add(TrialCommandServer.open(
                folder.socketFile(), new RunCommandExecutor(cluster.client(), settings.namespaces(), logs, input)));
        return printer;
    }
}
