package io.jenkins.plugins.kubesphere.devops.jenkins.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.Optional;

/** What converts, if the plugin is there that brings it. Called on a thread whose time is limited. */
public interface ModelConverter extends ExtensionPoint {

    /** As {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileModel#toJson}, of a text that is not too large. */
    String toJson(String jenkinsfile);

    /** As {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileModel#toJenkinsfile}, likewise. */
    String toJenkinsfile(String json);

    static Optional<ModelConverter> installed() {
        return ExtensionList.lookup(ModelConverter.class).stream().findFirst();
    }
}
