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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The project, pipeline and run of samples/, applied one after the other as a user would. */
final class Sample {
    private static final long PATIENCE_SECONDS = 60;
    private static final long DELETION_SECONDS = 30;

    private final KubernetesClient client;
    private final Terminal terminal;
    private final Deque<HasMetadata> applied = new ConcurrentLinkedDeque<>();

    Sample(KubernetesClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** Applies all three and waits for the run's end; says whether it succeeded. */
    boolean show() throws IOException {
        DevOpsProject project = apply(DevOpsProject.class, "project.yaml");
        await(project, found -> found.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .isPresent());
        Pipeline pipeline = apply(Pipeline.class, "pipeline.yaml");
        await(pipeline, found -> found.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .isPresent());
        PipelineRun run = apply(PipelineRun.class, "run.yaml");
        PipelineRun over = await(run, found -> found.getStatus().completed());
        summarize(over);
        return Phases.SUCCEEDED.equals(over.getStatus().phase());
    }

    private <T extends HasMetadata> T apply(Class<T> kind, String file) throws IOException {
        Path path = Path.of("samples", file);
        terminal.line("you", "kubectl apply -f " + path);
        try (InputStream yaml = Files.newInputStream(path)) {
            T object = client.resources(kind).load(yaml).fieldManager("trial").serverSideApply();
            applied.push(object);
            return object;
        }
    }

    private <T extends HasMetadata> T await(T object, Predicate<T> reached) {
        try {
            return client.resource(object)
                    .waitUntilCondition(
                            found -> found != null && reached.test(found), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new IllegalStateException(object.getKind() + " "
                    + object.getMetadata().getName() + " did not get ready within " + PATIENCE_SECONDS
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

    /**
     * Deletes it again, and returns when nothing of it is left, its namespace included. The operator must still be up: what
     * it has not let go of would stay for ever.
     */
    void delete() {
        while (!applied.isEmpty()) {
            HasMetadata object = applied.pop();
            client.resource(object).delete();
            client.resource(object).waitUntilCondition(Objects::isNull, DELETION_SECONDS, TimeUnit.SECONDS);
            if (object instanceof DevOpsProject) {
                client.namespaces()
                        .withName(object.getMetadata().getName())
                        .waitUntilCondition(
                                namespace -> namespace == null || !namespace.isMarkedForDeletion(),
                                DELETION_SECONDS,
                                TimeUnit.SECONDS);
            }
        }
    }
}
