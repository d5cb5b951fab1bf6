package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.BooleanParameterDefinition;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.SimpleParameterDefinition;
import hudson.util.Secret;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.resource.BooleanValues;
import io.jenkins.plugins.kubesphere.devops.engine.resource.UnsetValueTexts;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.KnownJobParameters;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.BuiltInParameterTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Creates the parameter values of a build: the values of the run, and the defaults of {@link BuiltInParameterTypes}
 * that the run does not set. Jenkins computes the default of another parameter itself when the build reads it. Only
 * parameters that the job or its Jenkinsfile declares are accepted. Messages do not contain values, because a value may
 * be a password.
 *
 * <p>The values may be created by other plugins, so the caller must not hold a lock.
 */
final class ParameterValueFactory {
    private final WorkflowJob job;
    private final KnownJobParameters parameters;
    private final boolean isBeingRead;
    private final RunRequest request;

    /** @param isBeingRead true if the Jenkinsfile of the job is being read, so it may declare other parameters soon */
    ParameterValueFactory(WorkflowJob job, KnownJobParameters parameters, boolean isBeingRead, RunRequest request) {
        this.job = job;
        this.parameters = parameters;
        this.isBeingRead = isBeingRead;
        this.request = request;
    }

    /** @throws EngineRefusalException if the job does not declare a parameter, or if a value cannot be converted */
    List<ParameterValue> createValues() {
        Map<String, RunParameter> given = givenByName();
        List<ParameterValue> values = new ArrayList<>();
        parameters.definitions().forEach((name, definition) -> {
            if (given.containsKey(name)) {
                values.add(convert(definition, given.get(name)));
            } else {
                BuiltInParameterTypes.defaultValue(definition).ifPresent(values::add);
            }
        });
        return values;
    }

    /** Creates the values that the run gives, like {@link #createValues}, without those that have their defaults. */
    List<ParameterValue> createGivenValues() {
        return givenByName().values().stream()
                .map(given -> convert(parameters.definitions().get(given.name()), given))
                .toList();
    }

    private Map<String, RunParameter> givenByName() {
        Map<String, ParameterDefinition> declared = parameters.definitions();
        Map<String, RunParameter> given = new LinkedHashMap<>();
        for (RunParameter parameter : request.parameters()) {
            if (!declared.containsKey(parameter.name())) {
                throw unknownParameter(parameter.name(), declared.keySet());
            }
            given.put(parameter.name(), parameter);
        }
        return given;
    }

    /** The parameters of some Jenkinsfiles are not known before the first build. */
    private EngineRefusalException unknownParameter(String name, Set<String> known) {
        String missing = "job " + request.job() + " has no parameter \"" + name + "\"";
        String problem = missing + "; "
                + (known.isEmpty() ? "it has no parameters" : "its parameters are " + String.join(", ", known));
        if (isBeingRead) {
            return new EngineRefusalException(
                    Reason.NOT_BUILDABLE,
                    request.run() + ": " + missing + " yet. The Jenkinsfile of this branch is being read for its"
                            + " parameters; the run waits for that");
        }
        if (parameters.areComplete() || wasBuilt()) {
            return refusal(problem + "; remove \"" + name + "\" from the run, or declare it in the job");
        }
        String notKnown = problem + ". The parameters of the Jenkinsfile are not known before its first build, because "
                + parameters.unknownReason();
        if (job.getLastBuild() != null
                || !Jenkins.get().getQueue().getItems(job).isEmpty()) {
            return new EngineRefusalException(
                    Reason.NOT_BUILDABLE,
                    request.run() + ": " + notKnown + ". This build has not ended yet; the run waits for its end");
        }
        return refusal(notKnown
                + ". The job has never been built: create one run without the parameter"
                + (request.job().hasBranch() ? "" : ", or declare the parameter in spec.pipeline.parameters"));
    }

    private boolean wasBuilt() {
        WorkflowRun build = job.getLastBuild();
        while (build != null && build.isBuilding()) {
            build = build.getPreviousBuild();
        }
        return build != null;
    }

    private ParameterValue convert(ParameterDefinition definition, RunParameter given) {
        // Before the conversion: a type that Jenkins defines has no reason to get the secret at all.
        if (given.secret()
                && BuiltInParameterTypes.contains(definition)
                && !BuiltInParameterTypes.isPassword(definition)) {
            throw storedInClear(definition);
        }
        ParameterValue converted = convert(definition, given.value());
        if (given.secret() && !converted.isSensitive()) {
            throw storedInClear(definition);
        }
        return converted;
    }

    private EngineRefusalException storedInClear(ParameterDefinition definition) {
        return refusal("parameter \"" + definition.getName() + "\" of the job " + request.job()
                + " gets its value from a Secret, but Jenkins would write the value in clear to the build.xml of the"
                + " build (" + definition.getClass().getSimpleName() + "); declare the parameter as a password in the"
                + " Pipeline or its Jenkinsfile");
    }

    private ParameterValue convert(ParameterDefinition definition, String value) {
        if (definition instanceof BooleanParameterDefinition && !BooleanValues.isAccepted(value)) {
            throw invalidValue(definition, BooleanValues.EXPECTED);
        }
        if (definition instanceof ChoiceParameterDefinition choice
                && !choice.getChoices().contains(value)) {
            if (UnsetValueTexts.contains(value) && choice.getDefaultParameterValue() != null) {
                return choice.getDefaultParameterValue();
            }
            throw invalidValue(definition, "one of " + String.join(", ", choice.getChoices()));
        }
        if (BuiltInParameterTypes.isPassword(definition) && Secret.decrypt(value) != null) {
            // Jenkins would decrypt it, and whoever creates runs could read a secret that he found encrypted in a file.
            throw invalidValue(definition, "the plain text, not a text that Jenkins has encrypted");
        }
        if (definition instanceof SimpleParameterDefinition simple) {
            return convertSimple(simple, value);
        }
        throw refusal("parameter \"" + definition.getName() + "\" of the job " + request.job()
                + " cannot be given as text (" + definition.getClass().getSimpleName() + "); remove it from the run");
    }

    private ParameterValue convertSimple(SimpleParameterDefinition definition, String value) {
        String type = definition.getClass().getSimpleName();
        ParameterValue converted;
        try {
            converted = BuiltInParameterTypes.contains(definition)
                    ? definition.createValue(value)
                    : TimeLimitedCall.shared().call(request.job().folder(), () -> definition.createValue(value));
        } catch (IllegalArgumentException e) {
            throw invalidValue(definition, "a value that " + type + " accepts");
        } catch (TimeoutException e) {
            throw new EngineRefusalException(
                    Reason.NOT_BUILDABLE,
                    request.run() + ": the plugin of the parameter \"" + definition.getName() + "\" of the job "
                            + request.job() + " (" + type + ") does not accept the value in time; the run waits");
        }
        if (converted == null) {
            throw invalidValue(definition, "a value that " + type + " accepts");
        }
        return converted;
    }

    private EngineRefusalException invalidValue(ParameterDefinition definition, String expected) {
        return refusal(
                "parameter \"" + definition.getName() + "\" of the job " + request.job() + " must be " + expected);
    }

    private EngineRefusalException refusal(String message) {
        return new EngineRefusalException(Reason.INVALID_PARAMETER, request.run() + ": " + message);
    }
}
