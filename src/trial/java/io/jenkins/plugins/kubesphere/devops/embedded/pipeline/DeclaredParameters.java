package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The parameters that a job declares: those of its spec, and those that only its Jenkinsfile declares. */
public final class DeclaredParameters {
    /** The types that there are, by what a Jenkinsfile calls them. */
    private static final Map<String, String> TYPES = Map.of(
            "string", ParameterTypes.STRING,
            "text", ParameterTypes.TEXT,
            "booleanParam", ParameterTypes.BOOLEAN,
            "choice", ParameterTypes.CHOICE,
            "password", ParameterTypes.PASSWORD);

    private final Map<String, PipelineParameter> declared = new LinkedHashMap<>();

    public DeclaredParameters(List<PipelineParameter> spec, List<PipelineParameter> jenkinsfile) {
        Stream.of(spec, jenkinsfile)
                .flatMap(List::stream)
                .forEach(parameter -> declared.putIfAbsent(parameter.name(), parameter));
    }

    /** @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_SPEC} if the type is none that we have */
    public static void check(Owner owner, PipelineParameter parameter) {
        if (!TYPES.containsValue(parameter.type())) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.INVALID_SPEC,
                    owner + ": parameter \"" + parameter.name() + "\" is of type \"" + parameter.type()
                            + "\", which the embedded engine does not have; use ./run --jenkins for it");
        }
    }

    /** What a Jenkinsfile may call them. */
    public static Set<String> types() {
        return new TreeSet<>(TYPES.keySet());
    }

    /** Whether a Jenkinsfile may say that word in its {@code parameters}. */
    static boolean isType(String word) {
        return TYPES.containsKey(word);
    }

    /** @param named what stands behind the word in a Jenkinsfile; {@code choices} may be a list */
    static PipelineParameter of(String word, Map<?, ?> named) {
        Object value = named.get(named.containsKey("choices") ? "choices" : "defaultValue");
        String text = value instanceof List<?> choices
                ? String.join("\n", choices.stream().map(String::valueOf).toList())
                : Objects.toString(value, "");
        return new PipelineParameter(String.valueOf(named.get("name")), TYPES.get(word), text, "");
    }

    /**
     * The value of each declared parameter: what the run gives, else the default.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_PARAMETER}
     */
    public Map<String, String> values(RunRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        declared.forEach((name, parameter) -> values.put(name, defaultValue(parameter)));
        for (RunParameter given : request.parameters()) {
            check(request, given);
            values.put(given.name(), given.value());
        }
        return values;
    }

    private static String defaultValue(PipelineParameter parameter) {
        String text = Objects.requireNonNullElse(parameter.defaultValue(), "");
        return switch (parameter.type()) {
            case ParameterTypes.BOOLEAN -> String.valueOf(Boolean.parseBoolean(text));
            case ParameterTypes.CHOICE -> text.lines().findFirst().orElse("");
            default -> text;
        };
    }

    private void check(RunRequest request, RunParameter given) {
        PipelineParameter parameter = declared.get(given.name());
        if (parameter == null) {
            throw refusal(
                    request,
                    given,
                    "is not known to it; it declares "
                            + (declared.isEmpty() ? "none" : String.join(", ", declared.keySet())));
        }
        String takes = takes(parameter, given.value());
        if (!takes.isEmpty()) {
            throw refusal(request, given, "takes " + takes + ", not \"" + BuildOutcome.brief(given.value()) + "\"");
        }
    }

    /** What a parameter takes, empty if it takes the value. */
    private static String takes(PipelineParameter parameter, String value) {
        if (ParameterTypes.BOOLEAN.equals(parameter.type())) {
            return value.equals("true") || value.equals("false") ? "" : "true or false";
        }
        List<String> choices =
                Objects.requireNonNullElse(parameter.defaultValue(), "").lines().toList();
        boolean refused = ParameterTypes.CHOICE.equals(parameter.type()) && !choices.contains(value);
        return refused ? "one of " + String.join(", ", choices) : "";
    }

    private static EngineRefusalException refusal(RunRequest request, RunParameter given, String why) {
        return new EngineRefusalException(
                EngineRefusalException.Reason.INVALID_PARAMETER,
                request.run() + ": parameter \"" + given.name() + "\" of job " + request.job() + " " + why);
    }

    /** The values as {@code params} shows them. */
    public Map<String, Object> typed(Map<String, String> values) {
        Map<String, Object> typed = new LinkedHashMap<>(values);
        declared.values().stream()
                .filter(parameter -> ParameterTypes.BOOLEAN.equals(parameter.type()))
                .forEach(parameter ->
                        typed.computeIfPresent(parameter.name(), (name, value) -> Boolean.valueOf((String) value)));
        return typed;
    }

    /** The values that no log may show. */
    public List<String> secrets(Map<String, String> values) {
        return declared.values().stream()
                .filter(parameter -> ParameterTypes.PASSWORD.equals(parameter.type()))
                .map(parameter -> values.getOrDefault(parameter.name(), ""))
                .toList();
    }
}
