package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects.NAMESPACE;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.JenkinsfileEditModes;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.SyncStates;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectTags;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers requests for the pipelines of a project. */
final class PipelineHandler {
    static final RouteQueryParameter TYPE = RouteQueryParameter.text("type", "Only pipelines of this type");
    static final RouteQueryParameter MODE = RouteQueryParameter.requiredOneOf(
            "mode",
            List.of(JenkinsfileEditModes.RAW, JenkinsfileEditModes.JSON),
            "Whether the body has the text of the Jenkinsfile, or its JSON model");

    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final ObjectStore<Pipeline> store;

    /** @param data the Jenkinsfile, or its JSON model */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record JenkinsfileBody(String data) {}

    PipelineHandler(ClusterConnection cluster) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.store = new ObjectStore<>(Pipeline.class, cluster);
    }

    Reply list(KapisRequest request) {
        objects.project(request);
        Stream<Pipeline> all = cluster.all(Pipeline.class, request.segment(NAMESPACE));
        Stream<Pipeline> ofType = request.query()
                .find(TYPE.name())
                .map(type ->
                        all.filter(pipeline -> type.equals(pipeline.getSpec().type())))
                .orElse(all);
        ListResult<Pipeline> found = new ListQuery(request.query()).apply(ofType);
        return new VersionedReply(
                ObjectTags.of(request.caller(), found).build(),
                () -> new ListResult<>(
                        found.items().stream()
                                .map(pipeline -> shownTo(request.caller(), pipeline))
                                .toList(),
                        found.totalItems()));
    }

    Reply create(KapisRequest request) {
        objects.project(request);
        Pipeline body = request.body().read(Pipeline.class);
        return Reply.json(store.writingAs(request)
                .createFromBody(
                        request.segment(NAMESPACE),
                        body,
                        Map.of(
                                Annotations.CREATOR,
                                request.caller().name(),
                                PipelineAnnotations.SYNC_STATUS,
                                SyncStates.PENDING)));
    }

    Reply get(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        return new VersionedReply(
                ObjectTags.of(request.caller(), pipeline).build(), () -> shownTo(request.caller(), pipeline));
    }

    /** Who may read a job in Jenkins does not see the tokens of its triggers there, and not here either. */
    private static Pipeline shownTo(Caller caller, Pipeline pipeline) {
        if (caller.origin() != Caller.Origin.JENKINS) {
            return pipeline;
        }
        Pipeline shown = new Pipeline();
        shown.setMetadata(pipeline.getMetadata());
        shown.setSpec(pipeline.getSpec().withoutSecrets());
        shown.setStatus(pipeline.getStatus());
        return shown;
    }

    /** Keeps the Jenkinsfile of a regular pipeline: {@link #updateJenkinsfile} changes that. */
    Reply update(KapisRequest request) {
        Pipeline known = objects.pipeline(request);
        Pipeline body = request.body().read(Pipeline.class);
        return Reply.json(store.writingAs(request).replace(known, body, PipelineHandler::keepJenkinsfileAndStatus));
    }

    private static void keepJenkinsfileAndStatus(Pipeline live, Pipeline body) {
        body.setStatus(live.getStatus());
        NoScmPipeline before = live.getSpec().pipeline();
        NoScmPipeline after = body.getSpec().pipeline();
        if (after != null) {
            String jenkinsfile = before == null ? null : before.jenkinsfile();
            body.setSpec(body.getSpec().withPipeline(after.withJenkinsfile(jenkinsfile)));
        }
    }

    Reply updateJenkinsfile(KapisRequest request) {
        String mode = request.query().find(MODE.name()).orElse("");
        Pipeline known = objects.pipeline(request);
        String data = request.body().read(JenkinsfileBody.class).data();
        if (data == null) {
            throw KapisException.badRequest("the body has no \"data\"; send {\"data\": \"the Jenkinsfile\"}");
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        ObjectNode annotations = change.putObject("metadata").putObject("annotations");
        annotations.put(PipelineAnnotations.JENKINSFILE_EDIT_MODE, mode);
        switch (mode) {
            case JenkinsfileEditModes.RAW -> {
                if (known.getSpec().pipeline() == null) {
                    throw KapisException.badRequest(
                            "pipeline \"" + known.getMetadata().getName()
                                    + "\" has branches; edit the Jenkinsfile in its repository");
                }
                change.putObject("spec").putObject("pipeline").put("jenkinsfile", data);
            }
            case JenkinsfileEditModes.JSON -> annotations.put(PipelineAnnotations.JENKINSFILE_JSON, data);
            default -> throw KapisException.badRequest("invalid edit mode: " + mode + "; give mode=raw or mode=json");
        }
        store.writingAs(request).merge(known, change);
        return Reply.json(Map.of("result", "success"));
    }

    Reply delete(KapisRequest request) {
        store.writingAs(request).deleteByName(request.segment(NAMESPACE), request.segment(PathObjects.PIPELINE));
        return Reply.json(Map.of("message", "success"));
    }
}
