package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.model.InvisibleAction;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says on the page of a folder, job or build which resource manages it, and how to look at that. */
public final class ManagedByAction extends InvisibleAction {
    // What Kubernetes lets through as a name or namespace needs no quoting in any shell.
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

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

    static ManagedByAction of(RunRef run) {
        return new ManagedByAction(RUN, run.namespace(), run.name());
    }

    /** True on the page of a build. */
    public boolean isOfBuild() {
        return kind.equals(RUN);
    }

    /** {@code Pipeline demo/web}, as messages say it. */
    public String getResource() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    /** A line for a shell; empty if the names in a file edited by hand are none that Kubernetes knows. */
    public String getCommand() {
        if (!PLAIN.matcher(name).matches()
                || !namespace.isEmpty() && !PLAIN.matcher(namespace).matches()) {
            return "";
        }
        return "kubectl get " + kind.toLowerCase(Locale.ROOT) + (namespace.isEmpty() ? "" : " -n " + namespace) + " "
                + name + " -o yaml";
    }
}
