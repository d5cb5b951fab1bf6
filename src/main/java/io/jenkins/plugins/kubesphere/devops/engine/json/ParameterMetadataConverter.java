package io.jenkins.plugins.kubesphere.devops.engine.json;

import io.jenkins.plugins.kubesphere.devops.api.json.ParameterMetadata;
import io.jenkins.plugins.kubesphere.devops.api.json.ParameterMetadata.DefaultValue;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Converts parameters of a job to the JSON that ks-devops writes for them. */
public final class ParameterMetadataConverter {
    private static final String SUFFIX = "ParameterDefinition";

    private ParameterMetadataConverter() {}

    /** Keeps the types of Jenkins, for example {@code StringParameterDefinition}. */
    public static List<ParameterMetadata> convertWithJenkinsTypes(List<JobParameter> parameters) {
        return convert(parameters, UnaryOperator.identity());
    }

    /** Replaces the types of Jenkins by those of a spec, for example {@code string}. */
    public static List<ParameterMetadata> convertWithSpecTypes(List<JobParameter> parameters) {
        return convert(parameters, ParameterMetadataConverter::specType);
    }

    private static List<ParameterMetadata> convert(List<JobParameter> parameters, UnaryOperator<String> type) {
        return parameters.stream()
                .map(parameter -> new ParameterMetadata(
                        parameter.name(),
                        type.apply(parameter.type()),
                        "",
                        parameter.description(),
                        parameter.defaultValue().isEmpty()
                                ? null
                                : new DefaultValue(parameter.name(), parameter.defaultValue()),
                        parameter.choices()))
                .toList();
    }

    private static String specType(String type) {
        return type.endsWith(SUFFIX)
                ? type.substring(0, type.length() - SUFFIX.length()).toLowerCase(Locale.ROOT)
                : type;
    }
}
