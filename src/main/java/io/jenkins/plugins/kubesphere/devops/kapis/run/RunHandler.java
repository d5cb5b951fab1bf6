package io.jenkins.plugins.kubesphere.devops.kapis.run;

import static io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects.NAMESPACE;

import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectTags;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers requests for the runs of a pipeline. */
public final class RunHandler {
    public static final RouteQueryParameter BRANCH =
            RouteQueryParameter.text("branch", "The branch of a multi-branch pipeline");
    public static final RouteQueryParameter BACKWARD = RouteQueryParameter.flag(
            "backward", "false: in the order of the starts of the builds; otherwise sortBy decides");
    public static final RouteQueryParameter KEEP_RECORD =
            RouteQueryParameter.flag("keepJenkinsRecord", "Whether Jenkins keeps the build");

    /** If an answer has more runs, the stored status is left out, because to read it may need a request for each run. */
    private static final int MAX_WITH_STATUS = 100;

    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final RunDocumentReader documents;
    private final ObjectStore<PipelineRun> store;

    public RunHandler(ClusterConnection cluster, RunDocumentReader documents) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.documents = documents;
        this.store = new ObjectStore<>(PipelineRun.class, cluster);
    }

    public Reply list(KapisRequest request) {
        String pipeline = request.segment(PathObjects.PIPELINE);
        Optional<String> branch = request.query().find(BRANCH.name());
        Stream<PipelineRun> runs = cluster.runs(request.segment(NAMESPACE), pipeline)
                .filter(run -> branch.isEmpty() || branch.get().equals(branchOf(run)));
        ListQuery query = new ListQuery(request.query());
        ListResult<PipelineRun> found = request.query().isTrue(BACKWARD.name(), true)
                ? query.apply(runs)
                : query.apply(runs, startOrder(request.query().isTrue("ascending", false)));
        boolean isShort = found.items().size() <= MAX_WITH_STATUS;
        List<RunWithStatus> runsWithStatus = found.items().stream()
                .map(run -> new RunWithStatus(run, isShort ? documents.status(run) : Optional.empty()))
                .toList();
        EntityTag.Builder tag = ObjectTags.of(request.caller(), found);
        runsWithStatus.forEach(run -> tag.add(run.version()));
        return new VersionedReply(
                tag.build(),
                () -> new ListResult<>(
                        runsWithStatus.stream()
                                .map(run -> shownTo(request.caller(), withStatus(run)))
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

    public Reply create(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        RunFactory.RunRequestBody body = request.body()
                .readIfPresent(RunFactory.RunRequestBody.class)
                .orElse(new RunFactory.RunRequestBody(null));
        PipelineRun run = RunFactory.create(pipeline, request.query().find(BRANCH.name()), body);
        return Reply.json(store.writingAs(request)
                .create(
                        request.segment(NAMESPACE),
                        run,
                        Map.of(RunAnnotations.CREATOR, request.caller().name())));
    }

    public Reply get(KapisRequest request) {
        PipelineRun run = objects.run(request);
        RunWithStatus known = new RunWithStatus(run, documents.status(run));
        VersionedText stages = documents.stages(run);
        EntityTag tag = ObjectTags.of(request.caller(), run)
                .add(known.version())
                .add(stages.version())
                .build();
        return new VersionedReply(
                tag,
                () -> shownTo(
                        request.caller(),
                        withAnnotations(
                                run,
                                Map.of(
                                        RunAnnotations.STATUS,
                                        known.text().orElse(""),
                                        RunAnnotations.STAGES,
                                        stages.isEmpty() ? "" : stages.text()))));
    }

    /**
     * Leaves out the parameters for users of Jenkins: Jenkins does not show the values of secret parameters, and which
     * parameters are secret is not known here.
     */
    private static PipelineRun shownTo(Caller caller, PipelineRun run) {
        if (caller.origin() != Caller.Origin.JENKINS) {
            return run;
        }
        PipelineRunSpec spec = run.getSpec();
        PipelineRun shown = withAnnotations(run, Map.of());
        shown.setSpec(new PipelineRunSpec(spec.pipelineRef(), List.of(), spec.scm(), spec.action(), null));
        return shown;
    }

    private static PipelineRun withStatus(RunWithStatus known) {
        return known.text()
                .map(text -> withAnnotations(known.run(), Map.of(RunAnnotations.STATUS, text)))
                .orElse(known.run());
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

    public Reply delete(KapisRequest request) {
        PipelineRun run = objects.run(request);
        if (!run.getStatus().hasEnded()) {
            throw KapisException.badRequest(
                    "cannot delete a running PipelineRun, please stop it first, current status is "
                            + run.getStatus().phase());
        }
        if (request.query().isTrue(KEEP_RECORD.name(), false)) {
            store.writingAs(request).annotate(run, RunAnnotations.KEEP_RECORD, "true");
        }
        // A run that has ended does not begin again, so its version does not count: its annotations may change at any
        // time.
        // The annotation above stays if this fails; it has an effect only when the run is deleted.
        store.writingAs(request).delete(run);
        return Reply.empty();
    }
}
