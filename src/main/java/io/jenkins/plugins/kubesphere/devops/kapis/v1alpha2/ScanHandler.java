package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;

import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.LogInputStream;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;

/** Asks for scans for the branches of multi-branch pipelines, and shows their logs. */
final class ScanHandler {
    private static final LogChunk END = new LogChunk("", 0, false);

    private final PathObjects objects;
    private final ObjectStore<Pipeline> pipelines;
    private final BranchScanLogReader logs;
    private final SlowDownloadMonitor downloads;

    ScanHandler(ClusterConnection cluster, BranchScanLogReader logs, SlowDownloadMonitor downloads) {
        this.downloads = downloads;
        this.objects = new PathObjects(cluster);
        this.pipelines = new ObjectStore<>(Pipeline.class, cluster);
        this.logs = logs;
    }

    /**
     * Writes an annotation, on which the operator asks Jenkins for the scan. It is written by the plugin, not in the
     * caller's name: the right to scan is not a right to change the Pipeline.
     */
    Reply request(KapisRequest request) {
        pipelines.annotate(
                withBranches(request),
                PipelineAnnotations.REQUEST_TO_SCAN,
                UUID.randomUUID().toString());
        return Reply.json(Map.of("message", "success"));
    }

    private Pipeline withBranches(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        if (!PipelineTypes.isMultiBranch(pipeline.getSpec())) {
            throw KapisException.badRequest(
                    "pipeline \"" + pipeline.getMetadata().getName()
                            + "\" has no branches, so there is nothing to scan; only a multi-branch pipeline is scanned");
        }
        return pipeline;
    }

    /** The log of the running scan up to now, or of the last one. */
    Reply log(KapisRequest request) {
        Pipeline pipeline = withBranches(request);
        JobName job = new JobName(
                pipeline.getMetadata().getNamespace(), pipeline.getMetadata().getName());
        LogChunk first = logs.log(job, 0)
                .orElseThrow(() -> KapisException.notFound("pipeline \"" + job.job()
                        + "\" has no job in this Jenkins: it is not created yet, or another Jenkins has it"));
        return (response, json) -> {
            response.setContentType("text/plain;charset=utf-8");
            try (InputStream log = downloads.watch(
                    new LogInputStream(first, offset -> logs.log(job, offset).orElse(END)))) {
                log.transferTo(response.getOutputStream());
            }
        };
    }
}
