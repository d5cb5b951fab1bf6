package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import java.util.List;
import java.util.Locale;

/** Parameters of a job in the shape of ks-devops. What is empty is left out, {@code value} apart. */
final class ParameterJson {
    private static final String SUFFIX = "ParameterDefinition";

    private ParameterJson() {}

    /** @param brief whether the type is written as the spec has it, {@code string}, and not as Jenkins does */
    static void put(ObjectNode into, List<JobParameter> parameters, boolean brief) {
        if (parameters.isEmpty()) {
            return;
        }
        ArrayNode array = into.putArray("parameters");
        for (JobParameter parameter : parameters) {
            ObjectNode node = array.addObject()
                    .put("name", parameter.name())
                    .put("type", brief ? brief(parameter.type()) : parameter.type())
                    .put("value", "");
            if (!parameter.description().isEmpty()) {
                node.put("description", parameter.description());
            }
            if (!parameter.defaultValue().isEmpty()) {
                node.putObject("defaultParameterValue")
                        .put("name", parameter.name())
                        .put("value", parameter.defaultValue());
            }
            if (!parameter.choices().isEmpty()) {
                parameter.choices().forEach(node.putArray("choices")::add);
            }
        }
    }

    private static String brief(String type) {
        return type.endsWith(SUFFIX)
                ? type.substring(0, type.length() - SUFFIX.length()).toLowerCase(Locale.ROOT)
                : type;
    }
}
