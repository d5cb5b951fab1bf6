package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds pipelines of one namespace that have the same token of a webhook: one request starts all of them. Pipelines of
 * other namespaces are not compared, because the note would tell that somebody else uses the token.
 */
final class SharedWebhookTokenFinder {
    private static final String NOTE = "spec.pipeline.generic_webhook.token is also the token of Pipeline ";

    private SharedWebhookTokenFinder() {}

    /**
     * Returns the note for a pipeline; empty if no other pipeline has its token. The note does not contain the token.
     *
     * @param neighbours the pipelines of its namespace
     */
    static Optional<String> findNote(Pipeline pipeline, Stream<Pipeline> neighbours) {
        return findToken(pipeline)
                .flatMap(token -> note(pipeline, groupByToken(neighbours).getOrDefault(token, new TreeSet<>())));
    }

    /**
     * Returns the names of the pipelines whose {@code Ready} has no note although it should, has an old one, or has one
     * too many.
     *
     * @param pipelines all pipelines of a namespace
     */
    static List<String> findOutdated(List<Pipeline> pipelines) {
        Map<String, SortedSet<String>> namesByToken = groupByToken(pipelines.stream());
        return pipelines.stream()
                .filter(pipeline -> !pipeline.isMarkedForDeletion())
                .filter(pipeline -> isOutdated(
                        pipeline,
                        findToken(pipeline)
                                .flatMap(token -> note(pipeline, namesByToken.get(token)))
                                .orElse("")))
                .map(pipeline -> pipeline.getMetadata().getName())
                .toList();
    }

    private static boolean isOutdated(Pipeline pipeline, String note) {
        return pipeline.getStatus()
                .condition(ConditionTypes.READY)
                .filter(Condition::statusIsTrue)
                .map(Condition::message)
                .filter(message -> note.isEmpty() ? message.contains(NOTE) : !message.contains(note))
                .isPresent();
    }

    private static Map<String, SortedSet<String>> groupByToken(Stream<Pipeline> pipelines) {
        Map<String, SortedSet<String>> names = new HashMap<>();
        pipelines.filter(pipeline -> !pipeline.isMarkedForDeletion()).forEach(pipeline -> findToken(pipeline)
                .ifPresent(token -> names.computeIfAbsent(token, absent -> new TreeSet<>())
                        .add(pipeline.getMetadata().getName())));
        return names;
    }

    private static Optional<String> note(Pipeline pipeline, SortedSet<String> namesOfToken) {
        return namesOfToken.stream()
                .filter(name -> !name.equals(pipeline.getMetadata().getName()))
                .findFirst()
                .map(name -> NOTE + name + ", so one request starts both; give each Pipeline its own token");
    }

    private static Optional<String> findToken(Pipeline pipeline) {
        return Optional.of(pipeline.getSpec())
                .filter(spec -> PipelineTypes.PIPELINE.equals(spec.type()))
                .map(PipelineSpec::pipeline)
                .map(NoScmPipeline::genericWebhook)
                .filter(webhook -> Boolean.TRUE.equals(webhook.enable()))
                .map(GenericWebhook::token)
                .filter(token -> !token.isBlank());
    }

    /** Returns true if the pipeline has a token, or a note about one: then its change may concern its neighbours. */
    static boolean mayConcernOthers(Pipeline pipeline) {
        return findToken(pipeline).isPresent()
                || pipeline.getStatus()
                        .condition(ConditionTypes.READY)
                        .map(Condition::message)
                        .filter(message -> message.contains(NOTE))
                        .isPresent();
    }
}
