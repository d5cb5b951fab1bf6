package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.Optional;

/** What converts, if the plugin is there that brings it. Called on a thread whose time is limited. */
public interface PluginModelConverter extends ExtensionPoint {

    /** As {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter#toJson}, of a text that is not too large. */
    String toJson(String jenkinsfile);

    /** As {@link io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter#toJenkinsfile}, likewise. */
    String toJenkinsfile(String json);

    static Optional<PluginModelConverter> installed() {
        return ExtensionList.lookup(PluginModelConverter.class).stream().findFirst();
    }
}
