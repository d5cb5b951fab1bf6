package io.jenkins.plugins.kubesphere.devops.trial;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.controlplane.Cluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CustomResourceDefinitions;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.realjenkins.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything, shows the sample going through it, and stays up until Ctrl-C. */
@Command(
        name = "./run",
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = false,
        header = "Shows the whole loop: apply a PipelineRun, watch its build, see it Succeeded.%n",
        description = {
            "%nStarts a Kubernetes API of its own, installs crds/, starts the operator on the embedded engine, applies"
                    + " samples/ and prints how everything changes. Then it stays up for your own resources. With"
                    + " KUBECONFIG set or --kubeconfig given, it works on that cluster instead. With --jenkins the"
                    + " builds run in a real Jenkins, on 127.0.0.1, with our plugin as it is built here.%n",
            "  ./run kubectl ...   a kubectl for the Kubernetes API of the trial that is running%n"
        },
        footer = {
            "%nFor --jenkins:%n",
            "  ./run --jenkins --war jenkins.war --plugins plugins/",
            "  ./run --jenkins --war jenkins.war --home /var/lib/jenkins%n",
            "Ctrl-C ends it and removes what it made, but for work/trial/jenkins.log. A second one kills it."
        })
public final class Trial implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    /** Under the checkout, ignored by git. */
    private static final Path HOME = Path.of("work", "trial");

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "the cluster to work on; crds/ is installed there. Default: $KUBECONFIG, else one of its own")
    private Path kubeconfig;

    @Option(names = "--port", paramLabel = "PORT", description = "port of the own Kubernetes API. Default: a free one")
    private int port;

    @Option(names = "--no-sample", description = "do not apply samples/; only wait for your own resources")
    private boolean noSample;

    @Option(names = "--exit", description = "end when the sample run is over, with code 1 if it did not succeed")
    private boolean exit;

    @Option(
            names = "--ignore-agents",
            description = "on the embedded engine: run here what asks for another agent. Default: its build fails")
    private boolean ignoreAgents;

    @ArgGroup(validate = false, heading = "%nOn a real controller:%n")
    private JenkinsOptions real = new JenkinsOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean help;

    private final Terminal terminal = new Terminal(System.out);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Trial());
        commandLine.setExecutionExceptionHandler((e, command, result) -> {
            System.err.println("./run: " + e.getMessage());
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(main), "trial clean-up"));
        Interrupts.watch(terminal);
        try {
            return run();
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (RuntimeException | IOException e) {
            // Whatever fails once the clean-up has begun fails because of it.
            if (closed.get()) {
                return INTERRUPTED;
            }
            throw e;
        } finally {
            close(null);
        }
    }

    private int run() throws Exception {
        JenkinsTrial controller = null;
        if (real.wanted(HOME)) {
            controller = new JenkinsTrial(real, !noSample, terminal);
            controller.check();
        }
        terminal.line(
                "trial",
                "KubeSphere DevOps for Jenkins, "
                        + (controller == null
                                ? "on the embedded engine: for trying, it has no sandbox"
                                : "in a real Jenkins"));
        TrialFolder folder = open(TrialFolder.at(HOME));
        Cluster cluster = cluster(folder);
        KubernetesClient client = open(cluster.client());
        try {
            CustomResourceDefinitions.installFolder(client, Path.of("crds"));
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("cannot install crds/ on " + client.getMasterUrl() + ": " + e.getMessage());
        }
        terminal.line("cluster", "crds/ are installed");
        OperatorSettings settings = OperatorSettings.of("trial");
        openSystemNamespace(cluster, client, settings.systemNamespace());
        if (controller == null) {
            embed(cluster, client, settings, folder);
        } else {
            Controller jenkins = controller.install(folder, folder.kubeconfig());
            open(new Narrator(client, new LogFiles(jenkins), terminal)).start();
            open(new JenkinsLogFollower(jenkins.log(), terminal));
            open(controller::stop);
            controller.start();
        }
        int result = 0;
        if (!noSample) {
            Sample sample = new Sample(client, terminal);
            if (!(cluster instanceof ControlPlane)) {
                // On a cluster that stays, nothing of the sample does. Our own has got the Ctrl-C too, and is gone
                // first.
                open(sample::delete);
            }
            result = sample.show() ? 0 : 1;
        }
        if (!exit) {
            invite(folder, controller);
            new CountDownLatch(1).await();
        }
        return result;
    }

    /** Starts the operator, on the engine that needs no Jenkins. */
    private void embed(Cluster cluster, KubernetesClient client, OperatorSettings settings, TrialFolder folder)
            throws IOException {
        EmbeddedEngine engine = open(new EmbeddedEngine(folder.engine(), ignoreAgents));
        open(new Narrator(client, engine::log, terminal)).start();
        DevOpsOperator operator = open(new DevOpsOperator(
                settings, cluster::config, engine, status -> terminal.line("operator", status.toString())));
        operator.start();
    }

    /** Makes it, unless it is there; then its Lease tells us whether a controller works on the cluster already. */
    private void openSystemNamespace(Cluster cluster, KubernetesClient client, String name) {
        if (client.namespaces().withName(name).get() != null) {
            return;
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        if (!(cluster instanceof ControlPlane)) {
            open(() -> client.namespaces().withName(name).delete());
        }
    }

    private Cluster cluster(TrialFolder folder) throws IOException {
        String environment = System.getenv("KUBECONFIG");
        Path given = kubeconfig != null
                ? kubeconfig
                : environment == null || environment.isEmpty() ? null : Path.of(environment);
        if (given != null && !Files.isReadable(given)) {
            throw new IllegalStateException("kubeconfig " + given + " cannot be read; give --kubeconfig another file,"
                    + " or unset KUBECONFIG for a Kubernetes API of its own");
        }
        Cluster cluster = open(given != null ? Cluster.at(given) : folder.controlPlane(port));
        Files.writeString(folder.kubeconfig(), cluster.kubeconfig());
        terminal.line("cluster", cluster.config().getMasterUrl() + (given == null ? ", its own" : ", from " + given));
        return cluster;
    }

    private void invite(TrialFolder folder, JenkinsTrial controller) {
        terminal.blank();
        if (controller != null) {
            terminal.line("trial", "Jenkins is at " + controller.address());
            if (!noSample) {
                terminal.line("trial", "  the job: " + controller.sampleJob());
            }
        }
        terminal.line("trial", "It stays up. In a second terminal, in this folder:");
        terminal.line("trial", "  ./run kubectl get pipelineruns -A -w");
        terminal.line("trial", "  sed s/hello-1/hello-2/ samples/run.yaml | ./run kubectl apply -f -");
        terminal.line(
                "trial",
                "or with a kubectl of your own: export KUBECONFIG="
                        + folder.kubeconfig().toAbsolutePath());
        terminal.line("trial", "Ctrl-C ends it and removes what it made.");
    }

    private <C extends AutoCloseable> C open(C closeable) {
        synchronized (opened) {
            opened.push(closeable);
        }
        return closeable;
    }

    private void close(Thread interrupted) {
        if (closed.getAndSet(true)) {
            return;
        }
        if (interrupted != null) {
            interrupted.interrupt();
        }
        synchronized (opened) {
            if (!opened.isEmpty()) {
                terminal.line("trial", "cleaning up");
            }
            while (!opened.isEmpty()) {
                try {
                    opened.pop().close();
                } catch (Exception e) {
                    terminal.line("trial", "could not clean up: " + e.getMessage());
                }
            }
        }
    }
}
