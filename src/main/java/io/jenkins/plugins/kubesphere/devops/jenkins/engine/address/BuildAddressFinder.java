package io.jenkins.plugins.kubesphere.devops.jenkins.engine.address;

import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** The addresses of builds. Jenkins knows them only if an administrator has set the Jenkins URL. */
public final class BuildAddressFinder {
    /** The page of a build on which its inputs are answered. */
    private static final String INPUT = "input/";

    private BuildAddressFinder() {}

    /** Returns the address of the page of a build, with a slash at its end; empty if the Jenkins URL is not set. */
    public static Optional<String> find(WorkflowJob job, int number) {
        return Optional.ofNullable(Jenkins.get().getRootUrl()).map(root -> root + job.getUrl() + number + "/");
    }

    /** Returns the address of the page on which the inputs of a build are answered. */
    public static Optional<String> findInput(WorkflowJob job, int number) {
        return find(job, number).map(build -> build + INPUT);
    }
}
