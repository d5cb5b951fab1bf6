package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import java.util.stream.Stream;

/** Decides who may answer the question of a step. */
public final class InputRights {
    private final Authorizer authorizer;

    public InputRights(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * Whether the caller has the right of the route that takes the answer, and is a submitter of the question.
     *
     * @param submitters names of users and groups, separated by commas; empty if the question names none
     */
    boolean mayAnswer(Caller caller, PipelineRun run, String submitters) {
        return isSubmitter(caller, submitters)
                && authorizer.allows(
                        caller,
                        new ResourceAttributes(
                                "create",
                                ApiGroups.DEVOPS,
                                ApiGroups.DEVOPS_VERSION,
                                "pipelines",
                                PipelineRuns.jobOfBuild(run).hasBranch() ? "branches" : "runs",
                                run.getSpec().pipelineRef().name(),
                                run.getMetadata().getNamespace(),
                                ""));
    }

    private static boolean isSubmitter(Caller caller, String submitters) {
        return submitters.isBlank()
                || Stream.of(submitters.split(","))
                        .map(String::strip)
                        .anyMatch(name ->
                                name.equals(caller.name()) || caller.groups().contains(name));
    }
}
