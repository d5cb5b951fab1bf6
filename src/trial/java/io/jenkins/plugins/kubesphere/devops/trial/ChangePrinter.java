package io.jenkins.plugins.kubesphere.devops.trial;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.HasConditions;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.trial.runs.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.trial.runs.RunBuildRefs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Prints how projects, pipelines and runs change, as anybody who watches the cluster sees them. */
final class ChangePrinter implements AutoCloseable {
    private final KubernetesClient client;
    private final TerminalPrinter terminal;
    private final LogPrinter logs;
    private final InputAnswer input;
    private final Set<String> namespaces;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /**
     * @param namespaces what happens elsewhere is not told; empty for all
     * @param input how a question of a build is answered
     */
    ChangePrinter(
            KubernetesClient client,
            Set<String> namespaces,
            LogPrinter logs,
            InputAnswer input,
            TerminalPrinter terminal) {
        this.client = client;
        this.namespaces = namespaces;
        this.logs = logs;
        this.input = input;
        this.terminal = terminal;
    }

    void start() {
        watch(DevOpsProject.class, "project", project -> conditions(project.getStatus(), ConditionTypes.READY));
        watch(Pipeline.class, "pipeline", pipeline -> conditions(pipeline.getStatus(), ConditionTypes.READY));
        watch(PipelineRun.class, "run", run -> {
            if (!run.getStatus().completed() && run.getSpec().pipelineRef().named()) {
                logs.follow(run);
            }
            return phase(run);
        });
    }

    private <T extends HasMetadata> void watch(Class<T> kind, String word, Function<T, Optional<String>> news) {
        ResourceEventHandler<T> handler = new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                if (concerns(object)) {
                    news.apply(object).ifPresent(text -> tell(word, object, text));
                }
            }

            @Override
            public void onUpdate(T before, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                if (concerns(object)) {
                    tell(word, object, "deleted");
                    told.remove(object.getMetadata().getUid());
                    logs.forget(object.getMetadata().getUid());
                }
            }
        };
        informers.add(client.resources(kind).inAnyNamespace().inform(handler));
    }

    private boolean concerns(HasMetadata object) {
        String namespace = Objects.requireNonNullElse(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }

    private void tell(String word, HasMetadata object, String text) {
        if (!text.equals(told.put(object.getMetadata().getUid(), text))) {
            terminal.line(word + " " + object.getMetadata().getName(), text);
        }
    }

    private static Optional<String> conditions(HasConditions status, String type) {
        return status.condition(type)
                .map(condition -> (condition.holds() ? "ready: " : "not ready, " + condition.reason() + ": ")
                        + condition.message());
    }

    private Optional<String> phase(PipelineRun run) {
        Optional<String> number = Optional.ofNullable(run.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(RunAnnotations.RUN_ID));
        if (number.isPresent() && !isBound(run)) {
            // The number is written first, and what the status says then is what the run waited for before.
            return Optional.empty();
        }
        return Optional.ofNullable(run.getStatus().phase()).map(phase -> {
            String id = number.map(build -> ", build " + build).orElse("");
            String message = run.getStatus()
                    .condition(ConditionTypes.SUCCEEDED)
                    .map(Condition::message)
                    // The lines of its log, which may come after that, were shown already.
                    .flatMap(text -> text.lines().findFirst())
                    .orElse("");
            return phase
                    + id
                    + (message.isEmpty() ? "" : " (" + message + ")")
                    + (RunBuildRefs.waitsForInput(run) ? "; it waits for an input: " + input.hint(run) : "");
        });
    }

    private static boolean isBound(PipelineRun run) {
        return run.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::holds)
                .isPresent();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }
}
