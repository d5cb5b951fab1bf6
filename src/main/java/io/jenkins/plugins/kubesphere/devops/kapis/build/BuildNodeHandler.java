package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.run.VisibleStageReader;
import io.jenkins.plugins.kubesphere.devops.kapis.run.VisibleStages;
import java.util.List;
import java.util.stream.StreamSupport;

/** Answers requests for the stages and steps of a build. */
public final class BuildNodeHandler {
    /** Id of a stage. */
    public static final String NODE = "node";
    /** Id of a step. */
    public static final String STEP = "step";

    public static final RouteQueryParameter LIMIT =
            RouteQueryParameter.number("limit", 0, "How many are shown; all, if nothing is said");

    private final BuildFinder builds;
    private final VisibleStageReader stages;

    public BuildNodeHandler(ClusterConnection cluster, VisibleStageReader stages) {
        this.builds = new BuildFinder(cluster);
        this.stages = stages;
    }

    public Reply list(KapisRequest request) {
        return nodes(request, false);
    }

    /** The stages with their steps. */
    public Reply listWithSteps(KapisRequest request) {
        return nodes(request, true);
    }

    private Reply nodes(KapisRequest request, boolean withSteps) {
        long limit = limit(request);
        PipelineRun run = builds.find(request);
        VisibleStages found = stages.read(request.caller(), run);
        return new VersionedReply(
                found.tag(),
                () -> limited(
                        BlueOceanConverter.nodes(run, found.tree(), request.segment(PathObjects.BUILD), withSteps),
                        limit));
    }

    /** The steps of a stage. */
    public Reply listSteps(KapisRequest request) {
        long limit = limit(request);
        PipelineRun run = builds.find(request);
        VisibleStages found = stages.read(request.caller(), run);
        JsonNode stage = find(found.tree(), request.segment(NODE));
        return new VersionedReply(
                found.tag(),
                () -> limited(BlueOceanConverter.steps(run, stage, request.segment(PathObjects.BUILD)), limit));
    }

    static JsonNode find(JsonNode stages, String id) {
        return StreamSupport.stream(stages.spliterator(), false)
                .filter(stage -> stage.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> KapisException.notFound(
                        "the run has no stage with the id \"" + id + "\"; list its nodes for their ids"));
    }

    private static long limit(KapisRequest request) {
        return request.query().number(LIMIT.name(), Long.MAX_VALUE, 0);
    }

    private static <T> List<T> limited(List<T> all, long limit) {
        return all.stream().limit(limit).toList();
    }
}
