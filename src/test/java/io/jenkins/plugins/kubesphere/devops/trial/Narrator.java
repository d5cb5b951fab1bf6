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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Tells on the terminal how projects, pipelines and runs change, as anybody who watches the cluster sees them. */
final class Narrator implements AutoCloseable {
    private final KubernetesClient client;
    private final Terminal terminal;
    private final LogFollower logs;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    Narrator(KubernetesClient client, Logs logs, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
        this.logs = new LogFollower(logs, terminal);
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
        informers.add(client.resources(kind).inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                news.apply(object).ifPresent(text -> tell(word, object, text));
            }

            @Override
            public void onUpdate(T before, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                tell(word, object, "deleted");
            }
        }));
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

    private static Optional<String> phase(PipelineRun run) {
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
            return phase + id + (message.isEmpty() ? "" : " (" + message + ")");
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
        logs.close();
    }
}
