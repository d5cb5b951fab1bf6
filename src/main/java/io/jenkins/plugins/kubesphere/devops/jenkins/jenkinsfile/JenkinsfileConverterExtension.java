package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.Optional;

/** Converts a Jenkinsfile to JSON and back, if the plugin is installed. Called on a thread with limited time. */
public interface JenkinsfileConverterExtension extends ExtensionPoint {

    /**
     * As {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter#toJson}, without a check of the size.
     */
    String toJson(String jenkinsfile);

    /**
     * As {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter#toJenkinsfile}, without that check.
     */
    String toJenkinsfile(String json);

    static Optional<JenkinsfileConverterExtension> installed() {
        return ExtensionList.lookup(JenkinsfileConverterExtension.class).stream()
                .findFirst();
    }
}
