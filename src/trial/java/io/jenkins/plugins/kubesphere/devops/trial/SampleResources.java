package io.jenkins.plugins.kubesphere.devops.trial;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.Phases;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The project, pipeline and run of samples/, created one after the other as a user would. */
final class SampleResources {
    private static final long TIMEOUT_SECONDS = 60;
    private static final long LOG_SECONDS = 10;

    private final TrialCluster cluster;
    private final KubernetesClient client;
    private final LogPrinter logs;
    private final TerminalPrinter terminal;

    SampleResources(TrialCluster cluster, LogPrinter logs, TerminalPrinter terminal) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.logs = logs;
        this.terminal = terminal;
    }

    /** Creates all three and waits for the run's end and all of its log; says whether it succeeded. */
    boolean show() throws IOException, InterruptedException {
        DevOpsProject project = create(DevOpsProject.class, "project.yaml");
        await(project, found -> found.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .isPresent());
        Pipeline pipeline = create(Pipeline.class, "pipeline.yaml");
        await(pipeline, found -> found.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .isPresent());
        PipelineRun run = create(PipelineRun.class, "run.yaml");
        PipelineRun over = await(run, found -> found.getStatus().completed());
        if (!logs.awaitEnd(over, LOG_SECONDS)) {
            terminal.line("run " + over.getMetadata().getName(), "its log has no end after " + LOG_SECONDS + " s");
        }
        summarize(over);
        return Phases.SUCCEEDED.equals(over.getStatus().phase());
    }

    private <T extends HasMetadata> T create(Class<T> kind, String file) throws IOException {
        Path path = Path.of("samples", file);
        try (InputStream yaml = Files.newInputStream(path)) {
            T object = client.resources(kind).load(yaml).item();
            String elsewhere = "";
            if (object instanceof DevOpsProject) {
                object.getMetadata().setName(cluster.project());
            } else if (!cluster.project().equals(object.getMetadata().getNamespace())) {
                elsewhere = ", in namespace " + cluster.project();
                object.getMetadata().setNamespace(cluster.project());
            }
            terminal.line("you", "kubectl create -f " + path + elsewhere);
            return cluster.create(object);
        }
    }

    private <T extends HasMetadata> T await(T object, Predicate<T> reached) {
        try {
            return client.resource(object)
                    .waitUntilCondition(
                            found -> found != null && reached.test(found), TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new IllegalStateException(object.getKind() + " "
                    + object.getMetadata().getName() + " did not get ready within " + TIMEOUT_SECONDS
                    + " s; its conditions above say why");
        }
    }

    private void summarize(PipelineRun run) {
        Instant created = Instant.parse(run.getMetadata().getCreationTimestamp());
        Instant ended = Instant.parse(run.getStatus().completionTime());
        terminal.line(
                "run " + run.getMetadata().getName(),
                Objects.toString(run.getStatus().phase()) + " after "
                        + Duration.between(created, ended).toSeconds() + " s");
    }
}
