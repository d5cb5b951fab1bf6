package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.List;

/** Answers requests for the files that the build of a run archived. */
public final class ArtifactHandler {
    public static final RouteQueryParameter FILE_NAME =
            RouteQueryParameter.requiredText("filename", "Path of the artifact, as a list of artifacts has it");

    private final PathObjects objects;
    private final RunArtifacts artifacts;

    /**
     * A file in a list.
     *
     * @param size in bytes
     * @param lastModified in the format RFC 3339, UTC
     * @param url path of the download, without the cluster
     */
    public record ArtifactEntry(String name, String path, long size, String lastModified, String url) {}

    public ArtifactHandler(ClusterConnection cluster, RunArtifacts artifacts) {
        this.objects = new PathObjects(cluster);
        this.artifacts = artifacts;
    }

    public Reply list(KapisRequest request) {
        PipelineRun run = objects.run(request);
        List<Artifact> found = artifacts.list(request, run);
        return Reply.json(new ListResult<>(
                new ListQuery(request.query())
                        .page(found).stream()
                                .map(artifact -> entry(run, artifact))
                                .toList(),
                found.size()));
    }

    private static ArtifactEntry entry(PipelineRun run, Artifact artifact) {
        return new ArtifactEntry(
                artifact.name(),
                artifact.path(),
                artifact.size(),
                KubernetesTime.format(artifact.modifiedAt()),
                RunArtifacts.downloadPath(run, artifact));
    }

    public Reply download(KapisRequest request) {
        PipelineRun run = objects.run(request);
        String path = request.query()
                .find(FILE_NAME.name())
                .orElseThrow(() -> KapisException.badRequest(
                        "the parameter " + FILE_NAME.name() + " is missing; give the path of an artifact of the run"));
        return artifacts.download(request, run, path);
    }
}
