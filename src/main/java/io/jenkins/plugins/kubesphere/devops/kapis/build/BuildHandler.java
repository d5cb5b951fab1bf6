package io.jenkins.plugins.kubesphere.devops.kapis.build;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectTags;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.list.PageSorter;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunDocumentReader;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunWithStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Answers requests for builds. */
public final class BuildHandler {
    public static final RouteQueryParameter START =
            RouteQueryParameter.number("start", 0, "How many builds are left out");
    public static final RouteQueryParameter LIMIT =
            RouteQueryParameter.number("limit", 0, "How many builds are shown; 100 at most, and if nothing is said");

    private static final Comparator<PipelineRun> NEWEST_FIRST = Comparator.<PipelineRun, String>comparing(
                    run -> Objects.requireNonNullElse(run.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(PipelineRuns::buildNumber)
            .reversed();

    /** More may need a request each. */
    private static final int MAX_LIST = 100;

    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final BuildFinder builds;
    private final RunDocumentReader documents;

    public BuildHandler(ClusterConnection cluster, RunDocumentReader documents) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.builds = new BuildFinder(cluster);
        this.documents = documents;
    }

    /** The builds of a pipeline, with those of all its branches. */
    public Reply list(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        Optional<String> branch = request.query().find(RunHandler.BRANCH.name());
        List<PipelineRun> runs = cluster.runs(
                        request.segment(PathObjects.NAMESPACE),
                        pipeline.getMetadata().getName())
                .filter(run -> PipelineRuns.buildNumber(run) > 0 && BuildFinder.isOf(run, branch))
                .toList();
        int from = (int) Math.min(runs.size(), request.query().number(START.name(), 0, 0));
        int limit = (int) Math.min(MAX_LIST, request.query().number(LIMIT.name(), MAX_LIST, 0));
        ListResult<PipelineRun> found = new ListResult<>(
                PageSorter.range(runs, NEWEST_FIRST, from, Math.min(runs.size(), from + limit)), runs.size());
        List<RunWithStatus> runsWithStatus = found.items().stream()
                .map(run -> new RunWithStatus(run, documents.status(run)))
                .toList();
        EntityTag.Builder tag = ObjectTags.of(request.caller(), found);
        runsWithStatus.forEach(run -> tag.add(run.version()));
        return new VersionedReply(
                tag.build(),
                () -> new ListResult<>(
                        runsWithStatus.stream().map(BlueOceanConverter::build).toList(), found.totalItems()));
    }

    public Reply get(KapisRequest request) {
        PipelineRun run = builds.find(request);
        RunWithStatus known = new RunWithStatus(run, documents.status(run));
        EntityTag tag =
                ObjectTags.of(request.caller(), run).add(known.version()).build();
        return new VersionedReply(tag, () -> BlueOceanConverter.build(known));
    }
}
