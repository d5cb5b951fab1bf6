package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.Optional;

/**
 * Converts a Jenkinsfile to JSON and back. There is one implementation if the plugin pipeline-model-definition is
 * installed, and none otherwise. {@link LimitedJenkinsfileConverter} calls it on a thread with a time limit.
 */
public interface JenkinsfileConverterExtension extends ExtensionPoint {

    /**
     * Does the same as {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter#toJson}, but does not
     * limit the size.
     */
    String toJson(String jenkinsfile);

    /**
     * Does the same as {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter#toJenkinsfile}, but does
     * not limit the size.
     */
    String toJenkinsfile(String json);

    static Optional<JenkinsfileConverterExtension> find() {
        return ExtensionList.lookup(JenkinsfileConverterExtension.class).stream()
                .findFirst();
    }
}
