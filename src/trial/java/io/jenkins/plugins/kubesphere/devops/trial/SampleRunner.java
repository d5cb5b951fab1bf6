package io.jenkins.plugins.kubesphere.devops.trial;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import io.jenkins.plugins.kubesphere.devops.trial.output.BuildLogPrinter;
import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Creates the project, pipeline and run of samples/, one after the other, as a user would. */
final class SampleRunner {
    private static final long TIMEOUT_SECONDS = 60;
    private static final long LOG_TIMEOUT_SECONDS = 10;

    private final TrialCluster cluster;
    private final KubernetesClient client;
    private final BuildLogPrinter logs;
    private final TerminalPrinter terminal;

    SampleRunner(TrialCluster cluster, BuildLogPrinter logs, TerminalPrinter terminal) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.logs = logs;
        this.terminal = terminal;
    }

    /**
     * Creates the three resources, waits for the end of the run and of its log, and returns true if the run succeeded.
     */
    boolean createAndAwait() throws IOException, InterruptedException {
        DevOpsProject project = create(DevOpsProject.class, "project.yaml");
        await(project, found -> found.getStatus().hasTrueCondition(ConditionTypes.READY));
        Pipeline pipeline = create(Pipeline.class, "pipeline.yaml");
        await(pipeline, found -> found.getStatus().hasTrueCondition(ConditionTypes.READY));
        PipelineRun run = create(PipelineRun.class, "run.yaml");
        PipelineRun ended = await(run, found -> found.getStatus().hasEnded());
        if (!logs.awaitEnd(ended, LOG_TIMEOUT_SECONDS)) {
            terminal.printLine(
                    "run " + ended.getMetadata().getName(),
                    "its log is not complete after " + LOG_TIMEOUT_SECONDS + " s");
        }
        printSummary(ended);
        return RunPhases.SUCCEEDED.equals(ended.getStatus().phase());
    }

    private <T extends HasMetadata> T create(Class<T> kind, String file) throws IOException {
        Path path = Path.of("samples", file);
        try (InputStream yaml = Files.newInputStream(path)) {
            T object = client.resources(kind).load(yaml).item();
            String otherNamespace = "";
            if (object instanceof DevOpsProject project) {
                project.getMetadata().setName(cluster.project());
                // The file names the namespace of the sample; here, the project gets one with its own name.
                project.setStatus(DevOpsProjectStatus.EMPTY);
            } else if (!cluster.project().equals(object.getMetadata().getNamespace())) {
                otherNamespace = ", in namespace " + cluster.project();
                object.getMetadata().setNamespace(cluster.project());
            }
            terminal.printLine("you", "kubectl create -f " + path + otherNamespace);
            return cluster.create(object);
        }
    }

    private <T extends HasMetadata> T await(T object, Predicate<T> condition) {
        try {
            return client.resource(object)
                    .waitUntilCondition(
                            found -> found != null && condition.test(found), TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new IllegalStateException(object.getKind() + " "
                    + object.getMetadata().getName() + " was not ready after " + TIMEOUT_SECONDS
                    + " s; see its conditions above");
        }
    }

    private void printSummary(PipelineRun run) {
        Instant created = Instant.parse(run.getMetadata().getCreationTimestamp());
        Instant ended = Instant.parse(run.getStatus().completionTime());
        terminal.printLine(
                "run " + run.getMetadata().getName(),
                Objects.toString(run.getStatus().phase()) + " after "
                        + Duration.between(created, ended).toSeconds() + " s");
    }
}
