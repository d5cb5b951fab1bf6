package io.jenkins.plugins.kubesphere.devops.kapis.build;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the PipelineRuns whose builds the path of a request names by pipeline, branch and number. */
final class BuildFinder {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final ClusterConnection cluster;
    private final PathObjects objects;

    BuildFinder(ClusterConnection cluster) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
    }

    /**
     * The run of a build.
     *
     * @throws KapisException 404 if there is no such build; 400 if the branch is missing, or the pipeline has none
     */
    PipelineRun find(KapisRequest request) {
        Pipeline pipeline = pipeline(request);
        String number = request.segment(PathObjects.BUILD);
        return Stream.of(number)
                .filter(text -> NUMBER.matcher(text).matches())
                .flatMap(text -> cluster.runs(
                        request.segment(PathObjects.NAMESPACE),
                        pipeline.getMetadata().getName(),
                        Integer.parseInt(text)))
                .filter(run -> isOf(run, branch(request)))
                // A copy of a run may have the number of its original.
                .max(Comparator.comparing(run -> run.getMetadata().getCreationTimestamp()))
                .orElseThrow(() -> KapisException.notFound("run \"" + number + "\" of pipeline \""
                        + pipeline.getMetadata().getName() + "\" not found: give the number of its build, which a run"
                        + " has from the annotation devops.kubesphere.io/jenkins-pipelinerun-id on"));
    }

    /** The branch that the path names; empty if it names none. */
    static Optional<String> branch(KapisRequest request) {
        return Optional.ofNullable(request.path().get(PathObjects.BRANCH));
    }

    /** Whether a run is one of a branch. Without a branch, each run is. */
    static boolean isOf(PipelineRun run, Optional<String> branch) {
        return branch.isEmpty()
                || JobName.decodeBranch(branch.get())
                        .equals(JobName.decodeBranch(
                                PipelineRuns.jobOfBuild(run).branch()));
    }

    /** The pipeline of the path, which must name a branch if the pipeline has branches, and only then. */
    Pipeline pipeline(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        boolean hasBranches = PipelineTypes.isMultiBranch(pipeline.getSpec());
        String name = pipeline.getMetadata().getName();
        if (hasBranches && branch(request).isEmpty()) {
            throw KapisException.badRequest("pipeline \"" + name
                    + "\" has branches, and each counts its own runs; use the path …/pipelines/" + name
                    + "/branches/BRANCH/runs");
        }
        if (!hasBranches && branch(request).isPresent()) {
            throw KapisException.badRequest(
                    "pipeline \"" + name + "\" has no branches; use the path …/pipelines/" + name + "/runs");
        }
        return pipeline;
    }
}
