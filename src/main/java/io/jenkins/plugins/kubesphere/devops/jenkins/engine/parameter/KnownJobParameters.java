package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.model.ParameterDefinition;
import java.util.List;
import java.util.Map;

/**
 * The parameters that the next build of a job has, as far as they are known before the build. Immutable.
 *
 * @param definitions the parameters by name, in the order in which Jenkins lists them
 * @param ofJenkinsfile the names that the Jenkinsfile declares. Jenkins hides them from the environment of a build as
 *     long as the job does not have them
 * @param unknownReason why there may be other parameters, as the rest of a sentence that begins with "because"; empty
 *     if there are none
 */
public record KnownJobParameters(
        Map<String, ParameterDefinition> definitions, List<String> ofJenkinsfile, String unknownReason) {

    public boolean areComplete() {
        return unknownReason.isEmpty();
    }
}
