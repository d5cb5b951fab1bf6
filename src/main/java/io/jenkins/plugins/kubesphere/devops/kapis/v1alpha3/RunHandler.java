package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.PathObjects.NAMESPACE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers requests for the runs of a pipeline. */
final class RunHandler {
    /** Of more runs in one answer, the stored status is left out: each may need a request. */
    private static final int MAX_WITH_STATUS = 100;

    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final StoredRunReader documents;
    private final ObjectStore<PipelineRun> store;

    RunHandler(ClusterConnection cluster, StoredRunReader documents) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.documents = documents;
        this.store = new ObjectStore<>(PipelineRun.class, cluster::client);
    }

    Reply list(KapisRequest request) {
        String pipeline = request.segment(PathObjects.PIPELINE);
        Optional<String> branch = request.query().find(PathObjects.BRANCH);
        Stream<PipelineRun> runs = cluster.runs(request.segment(NAMESPACE), pipeline)
                .filter(run -> branch.isEmpty() || branch.get().equals(branchOf(run)));
        ListQuery query = new ListQuery(request.query());
        ListResult<PipelineRun> found = request.query().isTrue("backward", true)
                ? query.apply(runs)
                : query.apply(runs, startOrder(request.query().isTrue("ascending", false)));
        boolean isShort = found.items().size() <= MAX_WITH_STATUS;
        return Reply.json(new ListResult<>(
                found.items().stream()
                        .map(run -> isShort ? withStatus(run) : run)
                        .map(run -> shownTo(request.caller(), run))
                        .toList(),
                found.totalItems()));
    }

    private static String branchOf(PipelineRun run) {
        return run.getSpec().scm() == null ? "" : run.getSpec().scm().refName();
    }

    private static Comparator<PipelineRun> startOrder(boolean ascending) {
        Comparator<PipelineRun> order = Comparator.<PipelineRun, String>comparing(run -> Objects.requireNonNullElse(
                        run.getStatus().startTime(),
                        Objects.requireNonNullElse(run.getMetadata().getCreationTimestamp(), "")))
                .thenComparing(run -> run.getMetadata().getName());
        return ascending ? order : order.reversed();
    }

    Reply create(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        RunFactory.RunRequestBody body = request.body()
                .readIfPresent(RunFactory.RunRequestBody.class)
                .orElse(new RunFactory.RunRequestBody(null));
        PipelineRun run = RunFactory.create(pipeline, request.query().find(PathObjects.BRANCH), body);
        return Reply.json(store.create(
                request.segment(NAMESPACE),
                run,
                Map.of(RunAnnotations.CREATOR, request.caller().name())));
    }

    Reply get(KapisRequest request) {
        PipelineRun run = objects.run(request);
        PipelineRun complete = withAnnotations(
                run,
                Map.of(
                        RunAnnotations.STATUS, documents.status(run).orElse(""),
                        RunAnnotations.STAGES, documents.stages(run).orElse("")));
        return Reply.json(shownTo(request.caller(), complete));
    }

    /** Jenkins does not show the values of secret parameters, and which they are is not known here. */
    private static PipelineRun shownTo(Caller caller, PipelineRun run) {
        if (caller.origin() != Caller.Origin.JENKINS) {
            return run;
        }
        PipelineRunSpec spec = run.getSpec();
        PipelineRun shown = withAnnotations(run, Map.of());
        shown.setSpec(new PipelineRunSpec(spec.pipelineRef(), List.of(), spec.scm(), spec.action(), null));
        return shown;
    }

    private PipelineRun withStatus(PipelineRun run) {
        return withAnnotations(
                run, Map.of(RunAnnotations.STATUS, documents.status(run).orElse("")));
    }

    /** A copy, because the run is that of the cache. */
    private static PipelineRun withAnnotations(PipelineRun run, Map<String, String> added) {
        Map<String, String> annotations = new HashMap<>(MetadataReader.annotations(run));
        annotations.putAll(added);
        PipelineRun copy = new PipelineRun();
        copy.setMetadata(run.getMetadata().edit().withAnnotations(annotations).build());
        copy.setSpec(run.getSpec());
        copy.setStatus(run.getStatus());
        return copy;
    }

    Reply delete(KapisRequest request) {
        PipelineRun run = objects.run(request);
        if (!run.getStatus().hasEnded()) {
            throw KapisException.badRequest(
                    "cannot delete a running PipelineRun, please stop it first, current status is "
                            + run.getStatus().phase());
        }
        if (request.query().isTrue("keepJenkinsRecord", false)) {
            ObjectNode change = JsonNodeFactory.instance.objectNode();
            change.putObject("metadata").putObject("annotations").put(RunAnnotations.KEEP_RECORD, "true");
            store.merge(run, change);
        }
        store.delete(request.segment(NAMESPACE), request.segment(PathObjects.RUN));
        return Reply.empty();
    }
}
