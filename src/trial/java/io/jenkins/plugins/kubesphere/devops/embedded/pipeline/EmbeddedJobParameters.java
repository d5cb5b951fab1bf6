package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.resource.BooleanValues;
import io.jenkins.plugins.kubesphere.devops.engine.resource.UnsetValueTexts;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The parameters of a job: those of its spec, and those that only its Jenkinsfile declares. */
public final class EmbeddedJobParameters {
    /** Maps the names of the supported types in a Jenkinsfile to their names in a spec. */
    private static final Map<String, String> TYPES = Map.of(
            "string", ParameterTypes.STRING,
            "text", ParameterTypes.TEXT,
            "booleanParam", ParameterTypes.BOOLEAN,
            "choice", ParameterTypes.CHOICE,
            "password", ParameterTypes.PASSWORD);

    private final Map<String, PipelineParameter> declared = new LinkedHashMap<>();

    public EmbeddedJobParameters(List<PipelineParameter> spec, List<PipelineParameter> jenkinsfile) {
        Stream.of(spec, jenkinsfile)
                .flatMap(List::stream)
                .forEach(parameter -> declared.putIfAbsent(parameter.name(), parameter));
    }

    /**
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_SPEC} if the type is not supported
     */
    public static void requireSupportedType(Owner owner, PipelineParameter parameter) {
        if (!TYPES.containsValue(parameter.type())) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.INVALID_SPEC,
                    owner + ": parameter \"" + parameter.name() + "\" has the type \"" + parameter.type()
                            + "\", which the embedded engine does not support; use ./run --jenkins for it");
        }
    }

    /** The names of the types in a Jenkinsfile. */
    public static Set<String> types() {
        return new TreeSet<>(TYPES.keySet());
    }

    /** @param type name in a Jenkinsfile */
    static boolean isType(String type) {
        return TYPES.containsKey(type);
    }

    /**
     * @param type name in a Jenkinsfile
     * @param named the arguments in the Jenkinsfile; {@code choices} may be a list
     */
    static PipelineParameter fromJenkinsfile(String type, Map<?, ?> named) {
        Object value = named.get(named.containsKey("choices") ? "choices" : "defaultValue");
        String text = value instanceof List<?> choices
                ? String.join("\n", choices.stream().map(String::valueOf).toList())
                : Objects.toString(value, "");
        return new PipelineParameter(String.valueOf(named.get("name")), TYPES.get(type), text, "");
    }

    /**
     * Returns the value of each declared parameter: that of the run, otherwise the default.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_PARAMETER}
     */
    public Map<String, String> values(RunRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        declared.forEach((name, parameter) -> values.put(name, defaultValue(parameter)));
        for (RunParameter parameter : request.parameters()) {
            requireValidValue(request, parameter);
            values.put(parameter.name(), normalize(parameter));
        }
        return values;
    }

    /**
     * Jenkins writes a boolean in lower case, also if the run gives it as {@code True}. A choice that is not set has
     * its default.
     */
    private String normalize(RunParameter given) {
        PipelineParameter parameter = declared.get(given.name());
        return switch (parameter.type()) {
            case ParameterTypes.BOOLEAN -> String.valueOf(Boolean.parseBoolean(given.value()));
            case ParameterTypes.CHOICE ->
                choices(parameter).contains(given.value()) ? given.value() : defaultValue(parameter);
            default -> given.value();
        };
    }

    private static List<String> choices(PipelineParameter parameter) {
        return Objects.requireNonNullElse(parameter.defaultValue(), "").lines().toList();
    }

    private static String defaultValue(PipelineParameter parameter) {
        String text = Objects.requireNonNullElse(parameter.defaultValue(), "");
        return switch (parameter.type()) {
            case ParameterTypes.BOOLEAN -> String.valueOf(Boolean.parseBoolean(text));
            case ParameterTypes.CHOICE -> text.lines().findFirst().orElse("");
            default -> text;
        };
    }

    private void requireValidValue(RunRequest request, RunParameter given) {
        PipelineParameter parameter = declared.get(given.name());
        if (parameter == null) {
            throw refusal(
                    request,
                    given,
                    "is not declared; the job declares "
                            + (declared.isEmpty() ? "no parameters" : String.join(", ", declared.keySet())));
        }
        if (given.secret() && !ParameterTypes.PASSWORD.equals(parameter.type())) {
            throw refusal(
                    request,
                    given,
                    "gets its value from a Secret, but Jenkins would write the value in clear to the build.xml of the"
                            + " build (" + parameter.type() + "); declare the parameter as a password in the Pipeline"
                            + " or its Jenkinsfile");
        }
        String acceptedValues = describeAcceptedValues(parameter, given.value());
        if (!acceptedValues.isEmpty()) {
            throw refusal(
                    request,
                    given,
                    "must be " + acceptedValues + ", not \"" + BuildOutcome.shorten(given.value()) + "\"");
        }
    }

    /** Describes the values that a parameter accepts, for a message; empty if it accepts this value. */
    private static String describeAcceptedValues(PipelineParameter parameter, String value) {
        if (ParameterTypes.BOOLEAN.equals(parameter.type())) {
            return BooleanValues.isAccepted(value) ? "" : BooleanValues.EXPECTED;
        }
        List<String> choices = choices(parameter);
        boolean refused = ParameterTypes.CHOICE.equals(parameter.type())
                && !choices.contains(value)
                && !UnsetValueTexts.contains(value);
        return refused ? "one of " + String.join(", ", choices) : "";
    }

    private static EngineRefusalException refusal(RunRequest request, RunParameter parameter, String why) {
        return new EngineRefusalException(
                EngineRefusalException.Reason.INVALID_PARAMETER,
                request.run() + ": parameter \"" + parameter.name() + "\" of job " + request.job() + " " + why);
    }

    /** Converts the values to the types that {@code params} has in a Jenkinsfile. */
    public Map<String, Object> convert(Map<String, String> values) {
        Map<String, Object> converted = new LinkedHashMap<>(values);
        declared.values().stream()
                .filter(parameter -> ParameterTypes.BOOLEAN.equals(parameter.type()))
                .forEach(parameter ->
                        converted.computeIfPresent(parameter.name(), (name, value) -> Boolean.valueOf((String) value)));
        return converted;
    }

    /** Returns the parameters as a run shows them: {@code ****} instead of the value of a password. */
    public List<RunParameter> shown(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> isPassword(entry.getKey())
                        ? new RunParameter(entry.getKey(), UrlUserInfoMask.MASK, true)
                        : new RunParameter(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Also true for a parameter that the job does not declare any more: it may have been a password. */
    private boolean isPassword(String name) {
        PipelineParameter parameter = declared.get(name);
        return parameter == null || ParameterTypes.PASSWORD.equals(parameter.type());
    }

    /** Returns the values that a log must not show. */
    public List<String> passwords(Map<String, String> values) {
        return declared.values().stream()
                .filter(parameter -> ParameterTypes.PASSWORD.equals(parameter.type()))
                .map(parameter -> values.getOrDefault(parameter.name(), ""))
                .toList();
    }
}
