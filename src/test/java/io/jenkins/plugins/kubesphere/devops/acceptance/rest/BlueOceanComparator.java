package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Compares answers of v1alpha2 with those of Blue Ocean, field by field. They differ on purpose:
 *
 * <ul>
 *   <li>What is null, false or empty is left out, as ks-devops does.
 *   <li>Times are whole seconds, and a stage ends when the next one begins: they differ by less than two seconds.
 *   <li>Links lead to this API, and there are no actions: Blue Ocean's lead to Blue Ocean.
 *   <li>The result of a build that runs is not known, even if a step has made it unstable already.
 *   <li>A step says whether it is approvable, and a build which PipelineRun has it.
 *   <li>A stage that has others inside is as they are, and not always succeeded.
 *   <li>Causes have their texts alone, and questions and edges no classes.
 *   <li>A stage that is made up for a parallel without one begins with its branches.
 *   <li>Stages that have not started are listed, too.
 * </ul>
 */
final class BlueOceanComparator {
    private static final Set<String> NOT_COMPARED = Set.of(
            "_links",
            "actions",
            "approvable",
            "aprovable",
            "pipelineRun",
            "durationInMillis",
            "estimatedDurationInMillis");
    private static final Set<String> TIMES = Set.of("startTime", "endTime", "enQueueTime");
    private static final String MADE_UP = "-parallel-synthetic";
    private static final ObjectMapper JSON = new ObjectMapper();

    private BlueOceanComparator() {}

    /** Whether both are equal but for their times. */
    static boolean areEqual(JsonNode own, JsonNode other, boolean hasEnded) {
        Set<String> groups = groups(own);
        return comparable(own, hasEnded, groups).equals(comparable(other, hasEnded, groups));
    }

    /** @param hasEnded whether the build has */
    static void compare(JsonNode own, JsonNode other, boolean hasEnded) {
        Set<String> groups = groups(own);
        assertThat(comparable(own, hasEnded, groups)).isEqualTo(comparable(other, hasEnded, groups));
        for (String field : TIMES) {
            List<JsonNode> ownTimes = times(own, field);
            List<JsonNode> otherTimes = times(other, field);
            assertThat(ownTimes).as("%s in %s", field, own).hasSameSizeAs(otherTimes);
            for (int i = 0; i < ownTimes.size(); i++) {
                assertThat(Duration.between(time(ownTimes.get(i)), time(otherTimes.get(i)))
                                .abs())
                        .as("%s in %s and %s", field, own, other)
                        .isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    private static List<JsonNode> times(JsonNode answer, String field) {
        return answer.findParents(field).stream()
                .filter(part -> !part.path("id").asText().endsWith(MADE_UP))
                .map(part -> part.get(field))
                .filter(JsonNode::isTextual)
                .toList();
    }

    private static Instant time(JsonNode text) {
        return OffsetDateTime.parse(text.asText(), DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ"))
                .toInstant();
    }

    /** Blue Ocean does not list what has not started. */
    static JsonNode started(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node -> node.hasNonNull("state"))
                .collect(JSON::createArrayNode, (array, node) -> array.add(node), (one, other) -> one.addAll(other));
    }

    /** The ids of the stages that have branches inside. */
    private static Set<String> groups(JsonNode nodes) {
        Set<String> ids = new HashSet<>();
        nodes.forEach(node -> {
            if (node.path("type").asText().equals("PARALLEL")) {
                ids.add(node.path("firstParent").asText());
            }
        });
        return ids;
    }

    private static String comparable(JsonNode answer, boolean hasEnded, Set<String> groups) {
        JsonNode copy = answer.deepCopy();
        simplify(copy, hasEnded, groups);
        return copy.toPrettyString();
    }

    private static void simplify(JsonNode node, boolean hasEnded, Set<String> groups) {
        if (node instanceof ObjectNode object) {
            object.remove(NOT_COMPARED);
            if (groups.contains(object.path("id").asText())) {
                object.remove(List.of("result", "state"));
            }
            if (!hasEnded && object.path("type").asText().equals("WorkflowRun")) {
                object.remove(List.of("result", "runSummary"));
            }
            object.path("edges").forEach(edge -> ((ObjectNode) edge).remove("_class"));
            object.path("input").findParents("_class").forEach(part -> ((ObjectNode) part).remove("_class"));
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                JsonNode value = field.getValue();
                if (TIMES.contains(field.getKey())
                        || isNothing(value)
                        || field.getKey().equals("edges") && hasOnlyPlanned(value)) {
                    fields.remove();
                } else if (field.getKey().equals("causes")) {
                    value.forEach(cause -> ((ObjectNode) cause).retain("shortDescription"));
                }
            }
        }
        node.forEach(child -> simplify(child, hasEnded, groups));
        if (node instanceof ObjectNode object) {
            List<String> names = StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                    .sorted()
                    .toList();
            names.forEach(name -> object.set(name, object.remove(name)));
        }
    }

    private static boolean hasOnlyPlanned(JsonNode edges) {
        return StreamSupport.stream(edges.spliterator(), false)
                .allMatch(edge -> edge.path("id").asText().startsWith("planned-"));
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || value.isBoolean() && !value.asBoolean()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.asText().isEmpty();
    }
}
