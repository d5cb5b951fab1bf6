package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectTags;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.BranchReader;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.List;

/** Answers requests for the branches of a multi-branch pipeline. */
final class BranchHandler {
    private final PathObjects objects;

    BranchHandler(ClusterConnection cluster) {
        this.objects = new PathObjects(cluster);
    }

    Reply list(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        List<JsonNode> found = BranchReader.list(
                pipeline, request.query().find(BranchReader.FILTER.name()).orElse(""));
        ListResult<JsonNode> page = new ListResult<>(new ListQuery(request.query()).page(found), found.size());
        return new VersionedReply(tag(request, pipeline), () -> page);
    }

    Reply get(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        JsonNode found = BranchReader.get(pipeline, request.segment(PathObjects.BRANCH));
        return new VersionedReply(tag(request, pipeline), () -> found);
    }

    /** What is shown depends on the branch and on the query, too. */
    private static EntityTag tag(KapisRequest request, Pipeline pipeline) {
        return ObjectTags.of(request.caller(), pipeline)
                .add(request.path())
                .add(request.query().find(BranchReader.FILTER.name()))
                .add(request.query().find("page"))
                .add(request.query().find("limit"))
                .build();
    }
}
