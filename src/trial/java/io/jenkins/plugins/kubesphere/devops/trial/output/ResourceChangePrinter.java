package io.jenkins.plugins.kubesphere.devops.trial.output;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.trial.runs.InputResponder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Watches projects, pipelines and runs on the cluster, and prints each change. */
public final class ResourceChangePrinter implements AutoCloseable {
    private final KubernetesClient client;
    private final TerminalPrinter terminal;
    private final BuildLogPrinter logs;
    private final InputResponder inputResponder;
    private final Set<String> namespaces;

    /** The last printed text by UID, so that no text is printed twice in a row. */
    private final Map<String, String> printed = new ConcurrentHashMap<>();

    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /**
     * @param namespaces namespaces whose objects are printed; empty for all
     * @param inputResponder tells the user how to answer an input
     */
    public ResourceChangePrinter(
            KubernetesClient client,
            Set<String> namespaces,
            BuildLogPrinter logs,
            InputResponder inputResponder,
            TerminalPrinter terminal) {
        this.client = client;
        this.namespaces = namespaces;
        this.logs = logs;
        this.inputResponder = inputResponder;
        this.terminal = terminal;
    }

    public void start() {
        watch(DevOpsProject.class, "project", project -> describeCondition(project.getStatus(), ConditionTypes.READY));
        watch(Pipeline.class, "pipeline", pipeline -> describeCondition(pipeline.getStatus(), ConditionTypes.READY));
        watch(PipelineRun.class, "run", run -> {
            if (!run.getStatus().hasEnded() && run.getSpec().pipelineRef().namesPipeline()) {
                logs.follow(run);
            }
            return describeRun(run);
        });
    }

    /** @param describe returns the text to print; empty for none */
    private <T extends HasMetadata> void watch(Class<T> kind, String label, Function<T, Optional<String>> describe) {
        ResourceEventHandler<T> handler = new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                if (isInScope(object)) {
                    describe.apply(object).ifPresent(text -> printOnce(label, object, text));
                }
            }

            @Override
            public void onUpdate(T before, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                if (isInScope(object)) {
                    printOnce(label, object, "deleted");
                    printed.remove(object.getMetadata().getUid());
                    logs.stopFollowing(object.getMetadata().getUid());
                }
            }
        };
        informers.add(client.resources(kind).inAnyNamespace().inform(handler));
    }

    private boolean isInScope(HasMetadata object) {
        String namespace = Objects.requireNonNullElse(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }

    private void printOnce(String label, HasMetadata object, String text) {
        if (!text.equals(printed.put(object.getMetadata().getUid(), text))) {
            terminal.printLine(label + " " + object.getMetadata().getName(), text);
        }
    }

    private static Optional<String> describeCondition(HasConditions status, String type) {
        return status.condition(type)
                .map(condition -> (condition.statusIsTrue() ? "ready: " : "not ready, " + condition.reason() + ": ")
                        + condition.message());
    }

    private Optional<String> describeRun(PipelineRun run) {
        Optional<String> number = MetadataReader.annotation(run, RunAnnotations.RUN_ID);
        if (number.isPresent() && !isReady(run)) {
            // The number is written before the status, which may still say why the run waited in the queue.
            return Optional.empty();
        }
        return Optional.ofNullable(run.getStatus().phase()).map(phase -> {
            String id = number.map(build -> ", build " + build).orElse("");
            String message = run.getStatus()
                    .condition(ConditionTypes.SUCCEEDED)
                    .map(Condition::message)
                    // The other lines are the end of the log, which was already printed.
                    .flatMap(text -> text.lines().findFirst())
                    .orElse("");
            return phase
                    + id
                    + (message.isEmpty() ? "" : " (" + message + ")")
                    + (PipelineRuns.waitsForInput(run)
                            ? "; it waits for an input: " + inputResponder.describeHowToAnswer(run)
                            : "");
        });
    }

    private static boolean isReady(PipelineRun run) {
        return run.getStatus().hasTrueCondition(ConditionTypes.READY);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }
}
