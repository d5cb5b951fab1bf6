package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.model.InvisibleAction;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Locale;

/** Shows on the page of a folder, job or build which resource manages it, and a command that displays the resource. */
public final class ManagedByAction extends InvisibleAction {
    /** High, so that the panel is above that of other plugins, such as the table of stages, which can be long. */
    static final int ORDINAL = 1000;

    private static final String RUN = "PipelineRun";

    private final String kind;
    private final String namespace;
    private final String name;

    private ManagedByAction(String kind, String namespace, String name) {
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
    }

    static ManagedByAction of(Owner owner) {
        return new ManagedByAction(owner.kind(), owner.namespace(), owner.name());
    }

    static ManagedByAction of(PipelineRunRef run) {
        return new ManagedByAction(RUN, run.namespace(), run.name());
    }

    /** True on the page of a build. */
    public boolean isOfBuild() {
        return kind.equals(RUN);
    }

    /** Returns kind, namespace and name of the resource, as messages show it, for example {@code Pipeline demo/web}. */
    public String getResource() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    /**
     * Returns a kubectl command for a shell. It is empty if the names are not valid in Kubernetes, because a person
     * edited the files of Jenkins. Valid names need no quotes in a shell.
     */
    public String getCommand() {
        if (!KubernetesNames.isObjectName(name)
                || !namespace.isEmpty() && !KubernetesNames.isNamespaceName(namespace)) {
            return "";
        }
        return "kubectl get " + kind.toLowerCase(Locale.ROOT) + (namespace.isEmpty() ? "" : " -n " + namespace) + " "
                + name + " -o yaml";
    }
}
