package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunArtifacts;
import java.util.List;

/** Answers requests for the files that a build archived. */
public final class BuildArtifactHandler {
    private static final String CLASS = "io.jenkins.blueocean.service.embedded.rest.ArtifactImpl";

    private final BuildFinder builds;
    private final RunArtifacts artifacts;

    /**
     * A file, as Blue Ocean describes it.
     *
     * @param downloadable always true
     * @param id the path
     * @param size in bytes
     * @param url path of the download in v1alpha3, without the cluster
     */
    public record ArtifactDocument(
            @JsonProperty("_class") String blueOceanClass,
            boolean downloadable,
            String id,
            String name,
            String path,
            long size,
            String url) {}

    public BuildArtifactHandler(ClusterConnection cluster, RunArtifacts artifacts) {
        this.builds = new BuildFinder(cluster);
        this.artifacts = artifacts;
    }

    public Reply list(KapisRequest request) {
        long from = request.query().number(BuildHandler.START.name(), 0, 0);
        long limit = request.query().number(BuildHandler.LIMIT.name(), Long.MAX_VALUE, 0);
        PipelineRun run = builds.find(request);
        List<Artifact> found = artifacts.list(request, run);
        return Reply.json(found.stream()
                .skip(from)
                .limit(limit)
                .map(artifact -> new ArtifactDocument(
                        CLASS,
                        true,
                        artifact.path(),
                        artifact.name(),
                        artifact.path(),
                        artifact.size(),
                        RunArtifacts.downloadPath(run, artifact)))
                .toList());
    }
}
