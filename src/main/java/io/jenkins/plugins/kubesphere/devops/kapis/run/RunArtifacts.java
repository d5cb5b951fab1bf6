package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader.ArtifactFile;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.resource.RunRequestFactory;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ByteRange;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.FileReply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The files that the builds of runs archived. Only the controller that has the build has them. */
public final class RunArtifacts {
    private static final int MAX_DOWNLOADS = 50;
    private static final int MAX_DOWNLOADS_OF_CALLER = 10;

    private final ArtifactReader artifacts;
    private final SlowDownloadMonitor monitor;
    private final ConcurrencyLimit downloads =
            new ConcurrencyLimit("downloads", MAX_DOWNLOADS, MAX_DOWNLOADS_OF_CALLER);

    RunArtifacts(ArtifactReader artifacts, SlowDownloadMonitor monitor) {
        this.artifacts = artifacts;
        this.monitor = monitor;
    }

    /**
     * Lists the files of a run.
     *
     * @throws KapisException 404 if the run has no build here
     */
    public List<Artifact> list(KapisRequest request, PipelineRun run) {
        requirePipeline(run);
        // Where the files are not on a disk of ours, it takes long to list them.
        try (ConcurrencyLimit.Permit permit = downloads.acquire(request.caller().key())) {
            return artifacts
                    .list(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), RunRequestFactory.createdAt(run))
                    .orElseThrow(() -> noBuild(run));
        }
    }

    /** Path of the route that sends a file, without the cluster. */
    public static String downloadPath(PipelineRun run, Artifact artifact) {
        return "/kapis/" + run.getApiVersion() + "/namespaces/"
                + run.getMetadata().getNamespace() + "/pipelineruns/"
                + run.getMetadata().getName() + "/artifacts/download?" + ArtifactHandler.FILE_NAME.name() + "="
                + URLEncoder.encode(artifact.path(), StandardCharsets.UTF_8);
    }

    /**
     * Sends a file of a run, or the part of it that is asked for.
     *
     * @throws KapisException 404 if there is no such file
     */
    Reply download(KapisRequest request, PipelineRun run, String path) {
        requirePipeline(run);
        // Where the files are not on a disk of ours, it takes long to look for one.
        ConcurrencyLimit.Permit permit = downloads.acquire(request.caller().key());
        boolean isFound = false;
        try {
            FileReply reply = reply(request, run, path);
            isFound = true;
            return (response, json) -> {
                try (permit) {
                    reply.send(response, json);
                }
            };
        } finally {
            if (!isFound) {
                permit.close();
            }
        }
    }

    private FileReply reply(KapisRequest request, PipelineRun run, String path) {
        ArtifactFile file = find(run, path)
                .or(() -> decoded(path).flatMap(other -> find(run, other)))
                .orElseThrow(() -> missing(run, path));
        Artifact artifact = file.artifact();
        EntityTag tag = EntityTag.builder()
                .add(run.getMetadata().getUid())
                .add(artifact.path())
                .add(artifact.size())
                .add(artifact.modifiedAt())
                .build();
        return new FileReply(
                artifact.name(),
                artifact.size(),
                tag,
                file.isSeekable()
                        ? ByteRange.requested(request.headers()::find, tag, artifact.size())
                        // A server may send the whole file instead (RFC 9110, section 14.2).
                        : Optional.empty(),
                file.isSeekable(),
                offset -> monitor.watch(file.open(offset)));
    }

    private Optional<ArtifactFile> find(PipelineRun run, String path) {
        return artifacts.find(
                PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), RunRequestFactory.createdAt(run), path);
    }

    /** Clients of ks-devops encode the path once more. */
    private static Optional<String> decoded(String path) {
        try {
            return Optional.of(URLDecoder.decode(path, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private KapisException missing(PipelineRun run, String path) {
        return artifacts.hasBuild(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run), RunRequestFactory.createdAt(run))
                ? KapisException.notFound(
                        "the run has no artifact \"" + path + "\"; list its artifacts for their paths")
                : noBuild(run);
    }

    static KapisException noBuild(PipelineRun run) {
        return KapisException.notFound("run \"" + run.getMetadata().getName()
                + "\" has no build in this Jenkins: it has not started yet, was deleted, or another Jenkins has it");
    }

    private static void requirePipeline(PipelineRun run) {
        if (!PipelineRuns.namesValidPipeline(run)) {
            throw noBuild(run);
        }
    }
}
