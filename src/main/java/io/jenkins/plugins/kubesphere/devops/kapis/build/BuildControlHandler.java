package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.RunActions;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunDocumentReader;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory.RunRequestBody;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunWithStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts, stops and replays builds: the PipelineRun of a build is created or changed, and the operator carries it out. */
public final class BuildControlHandler {
    public static final RouteQueryParameter BLOCKING =
            RouteQueryParameter.flag("blocking", "Whether the answer is sent when the build has ended");
    public static final RouteQueryParameter TIMEOUT = RouteQueryParameter.number(
            "timeOutInSecs", 0, "How long a blocking request waits; 10 if nothing is said, and 30 at most");

    private static final long DEFAULT_TIMEOUT = 10;
    private static final long MAX_TIMEOUT = 30;

    private final BuildFinder builds;
    private final BuildWaiter waiter;
    private final RunDocumentReader documents;
    private final ObjectStore<PipelineRun> store;
    private final Duration maxStart;

    /** @param maxStart how long the answer to a start waits for the number of the build */
    public BuildControlHandler(ClusterConnection cluster, RunDocumentReader documents, Duration maxStart) {
        this.maxStart = maxStart;
        this.builds = new BuildFinder(cluster);
        this.waiter = new BuildWaiter(cluster);
        this.documents = documents;
        this.store = new ObjectStore<>(PipelineRun.class, cluster);
    }

    /** Answers with the build; without its number if it has none yet. */
    public Reply start(KapisRequest request) {
        RunRequestBody body = request.body().readIfPresent(RunRequestBody.class).orElse(new RunRequestBody(null));
        Pipeline pipeline = builds.pipeline(request);
        return create(request, RunFactory.create(pipeline, BuildFinder.branch(request), body), Map.of());
    }

    /** Builds once more what another build was made from, also if the pipeline has been changed since. */
    public Reply replay(KapisRequest request) {
        PipelineRun original = builds.find(request);
        requireReplayable(original);
        PipelineRun run =
                RunFactory.create(builds.pipeline(request), BuildFinder.branch(request), new RunRequestBody(null));
        return create(
                request,
                run,
                Map.of(RunAnnotations.REPLAY_OF, original.getMetadata().getName()));
    }

    /** Of a build that runs, or of which nothing is known, Jenkins finds out. */
    private void requireReplayable(PipelineRun run) {
        RunWithStatus known = new RunWithStatus(run, documents.status(run));
        BuildDocument build = BlueOceanConverter.build(known);
        if (known.status().isPresent() && "FINISHED".equals(build.state()) && !build.replayable()) {
            throw KapisException.conflict(
                    "build " + build.id() + " cannot be replayed: it has secret parameters, or did not"
                            + " come as far as its Jenkinsfile; start a new build");
        }
    }

    private Reply create(KapisRequest request, PipelineRun run, Map<String, String> added) {
        Map<String, String> annotations = new HashMap<>(added);
        annotations.put(RunAnnotations.CREATOR, request.caller().name());
        PipelineRun created = store.writingAs(request).create(request.segment(PathObjects.NAMESPACE), run, annotations);
        return Reply.json(describe(waiter.await(
                request, created, maxStart, found -> PipelineRuns.buildNumber(found) > 0 || hasEnded(found))));
    }

    /**
     * Stops a build; one that has ended stays as it is. It is written by the plugin, not in the caller's name: the right to
     * stop is not a right to change the PipelineRun.
     */
    public Reply stop(KapisRequest request) {
        boolean isBlocking = request.query().isTrue(BLOCKING.name(), false);
        long seconds = Math.min(MAX_TIMEOUT, request.query().number(TIMEOUT.name(), DEFAULT_TIMEOUT, 0));
        PipelineRun run = builds.find(request);
        if (!hasEnded(run)) {
            ObjectNode change = PatchWriter.emptyPatch();
            change.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put(RunAnnotations.STOPPED_BY, request.caller().name());
            change.withObjectProperty("spec").put("action", RunActions.STOP);
            run = store.merge(run, change);
            if (isBlocking) {
                run = waiter.await(request, run, Duration.ofSeconds(seconds), BuildControlHandler::hasEnded);
            }
        }
        return Reply.json(describe(run));
    }

    private static boolean hasEnded(PipelineRun run) {
        return run.getStatus().hasEnded();
    }

    private BuildDocument describe(PipelineRun run) {
        return BlueOceanConverter.build(
                new RunWithStatus(run, PipelineRuns.buildNumber(run) > 0 ? documents.status(run) : Optional.empty()));
    }
}
