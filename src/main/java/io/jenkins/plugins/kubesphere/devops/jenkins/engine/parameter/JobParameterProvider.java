package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedJobProperty;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclarativeParameterReader;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclaredParameter;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ParameterSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Combines the parameters that a job has with those that its Jenkinsfile declares, as the start of the next build will:
 * what only an earlier Jenkinsfile declared is removed, and a parameter of the spec or of a person stays.
 */
public final class JobParameterProvider {
    private JobParameterProvider() {}

    /** Returns what is known without parsing a Jenkinsfile. */
    public static KnownJobParameters get(WorkflowJob job) {
        Map<String, ParameterDefinition> ofJob = ofJob(job);
        Optional<DeclaredParameterFile.Content> content = BranchJobs.isBranchJob(job)
                ? DeclaredParameterFile.read(job)
                : InlineParameterRecorder.findCurrent(job);
        if (content.isEmpty()) {
            return new KnownJobParameters(ofJob, List.of(), "it has not been read yet");
        }
        DeclaredParameterFile.Content found = content.get();
        if (BranchJobs.isBranchJob(job) && new BranchJenkinsfileReader(job).isOutdated(found)) {
            // A push starts a build without a scan. BranchParameterRecorder reads the newer Jenkinsfile.
            return new KnownJobParameters(ofJob, List.of(), "a build has read a newer one, which is not known yet");
        }
        return found.declared().areKnown()
                ? combine(ofJob, found, removedByNextBuild(job))
                : new KnownJobParameters(ofJob, List.of(), found.declared().unknownReason());
    }

    /** Like {@link #get}, but first parses an inline Jenkinsfile that was not read yet. May take seconds. */
    public static KnownJobParameters read(WorkflowJob job) {
        if (!BranchJobs.isBranchJob(job)) {
            InlineParameterRecorder.record(job);
        }
        return get(job);
    }

    private static Map<String, ParameterDefinition> ofJob(WorkflowJob job) {
        Map<String, ParameterDefinition> definitions = new LinkedHashMap<>();
        ParametersDefinitionProperty property = job.getProperty(ParametersDefinitionProperty.class);
        if (property != null) {
            property.getParameterDefinitions().forEach(found -> definitions.put(found.getName(), found));
        }
        return definitions;
    }

    /** A declarative Pipeline puts its own parameters first. */
    private static KnownJobParameters combine(
            Map<String, ParameterDefinition> ofJob, DeclaredParameterFile.Content content, Set<String> removed) {
        Map<String, ParameterDefinition> definitions = new LinkedHashMap<>();
        for (DeclaredParameter parameter : content.declared().parameters()) {
            ParameterDefinition present = removed.contains(parameter.name()) ? null : ofJob.get(parameter.name());
            definitions.put(parameter.name(), present == null ? ParameterDefinitionFactory.create(parameter) : present);
        }
        ofJob.forEach((name, definition) -> {
            if (!removed.contains(name)) {
                definitions.putIfAbsent(name, definition);
            }
        });
        return new KnownJobParameters(
                definitions,
                content.declared().parameters().stream()
                        .map(DeclaredParameter::name)
                        .toList(),
                "");
    }

    /** Returns the names in the job that come from the Jenkinsfile of the last build alone. */
    private static Set<String> removedByNextBuild(WorkflowJob job) {
        Set<String> names = DeclarativeParameterReader.find()
                .map(reader -> reader.declaredByLastBuild(job))
                .orElse(Set.of());
        ManagedJobProperty mark = job.getProperty(ManagedJobProperty.class);
        List<String> ofSpec = mark == null ? List.of() : mark.ownedSections();
        return names.stream()
                .filter(name -> !ofSpec.contains(ParameterSection.nameOf(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
