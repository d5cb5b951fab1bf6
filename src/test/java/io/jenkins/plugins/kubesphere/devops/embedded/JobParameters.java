package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters that a job declares: those of its spec, and those that only its Jenkinsfile declares. */
final class JobParameters {
    private final JobName job;
    private final List<ParameterDefinition> spec;
    private final Jenkinsfile jenkinsfile;

    JobParameters(JobName job, List<ParameterDefinition> spec, Jenkinsfile jenkinsfile) {
        this.job = job;
        this.spec = spec;
        this.jenkinsfile = jenkinsfile;
    }

    private Map<String, DeclaredParameter> declared() {
        Map<String, DeclaredParameter> declared = new LinkedHashMap<>();
        spec.forEach(parameter -> declared.put(parameter.name(), DeclaredParameter.of(parameter)));
        jenkinsfile.parameters().forEach(parameter -> declared.putIfAbsent(parameter.name(), parameter));
        return declared;
    }

    /**
     * The value of each declared parameter: what the run gives, else the default.
     *
     * @throws EngineRefusal {@link EngineRefusal.Reason#INVALID_PARAMETER}
     */
    Map<String, String> values(RunRequest request) {
        Map<String, DeclaredParameter> declared = declared();
        Map<String, String> values = new LinkedHashMap<>();
        declared.forEach((name, parameter) -> values.put(name, parameter.defaultValue()));
        for (RunParameter given : request.parameters()) {
            DeclaredParameter parameter = declared.get(given.name());
            if (parameter == null) {
                throw refusal(
                        request,
                        given,
                        "is not known to it; it declares "
                                + (declared.isEmpty() ? "none" : String.join(", ", declared.keySet())));
            }
            String objection = parameter.objection(given.value());
            if (objection != null) {
                throw refusal(request, given, objection);
            }
            values.put(given.name(), given.value());
        }
        return values;
    }

    private EngineRefusal refusal(RunRequest request, RunParameter given, String why) {
        return new EngineRefusal(
                EngineRefusal.Reason.INVALID_PARAMETER,
                request.run() + ": parameter " + given.name() + " of job " + job + " " + why);
    }

    /** The values as {@code params} shows them. */
    Map<String, Object> typed(Map<String, String> values) {
        Map<String, DeclaredParameter> declared = declared();
        Map<String, Object> typed = new LinkedHashMap<>();
        values.forEach((name, value) ->
                typed.put(name, declared.containsKey(name) ? declared.get(name).typed(value) : value));
        return typed;
    }

    Mask secrets(Map<String, String> values) {
        return Mask.of(declared().values().stream()
                .filter(DeclaredParameter::isSecret)
                .map(parameter -> values.getOrDefault(parameter.name(), ""))
                .toList());
    }
}
