package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Actionable;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the parameters of declarative Jenkinsfiles. There is one implementation if the plugin pipeline-model-definition
 * is installed, and none otherwise.
 */
public interface DeclarativeParameterReader extends ExtensionPoint {

    /**
     * Reads the parameters without running any part of the Jenkinsfile. May take very long: {@link
     * JenkinsfileParameterReader} limits it.
     */
    DeclaredParameters read(String jenkinsfile);

    /**
     * Returns the names that the Jenkinsfile of the last build declared. The next build removes them from the job if
     * its Jenkinsfile does not declare them any more.
     */
    Set<String> declaredByLastBuild(Actionable job);

    static Optional<DeclarativeParameterReader> find() {
        return ExtensionList.lookup(DeclarativeParameterReader.class).stream().findFirst();
    }
}
