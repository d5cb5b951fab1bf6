package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import java.util.List;
import java.util.Objects;

/**
 * The parameters that a Jenkinsfile declares, or why only a build can find out. Immutable.
 *
 * @param parameters the parameters in the order of the Jenkinsfile; none if they are not known
 * @param unknownReason why they are not known, as the rest of a sentence that begins with "because"; empty if they are
 */
public record DeclaredParameters(List<DeclaredParameter> parameters, String unknownReason) {
    public DeclaredParameters {
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(unknownReason);
    }

    static DeclaredParameters known(List<DeclaredParameter> parameters) {
        return new DeclaredParameters(parameters, "");
    }

    public static DeclaredParameters unknown(String reason) {
        return new DeclaredParameters(List.of(), reason);
    }

    public boolean areKnown() {
        return unknownReason.isEmpty();
    }
}
