package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.credential.CredentialUsageHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.credential.CredentialUsageHandler.UsageDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.BranchDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.BranchReader;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.PipelineDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.PipelineDocumentHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunReaders;
import java.time.Duration;
import java.util.Map;

/** The routes of v1alpha2. */
public final class V1Alpha2Routes {
    private static final String VERSION = "v1alpha2";
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PIPELINE = "/namespaces/{namespace}/pipelines/{pipeline}";
    private static final String CREDENTIAL = "/namespaces/{namespace}/credentials/{credential}";

    private V1Alpha2Routes() {}

    /**
     * @param engine has the builds of this controller
     * @param runReaders read runs and their builds
     * @param downloads watches clients that read a log
     * @param maxStart how long the answer to a start waits for the number of the build
     */
    public static RouteTable create(
            ClusterConnection cluster,
            Engine engine,
            RunReaders runReaders,
            SlowDownloadMonitor downloads,
            Duration maxStart) {
        ScanHandler scans = new ScanHandler(cluster, engine.branchScanLogs(), downloads);
        CredentialUsageHandler usages = new CredentialUsageHandler(cluster, engine.credentialUsages());
        RouteTable.Builder table = RouteTable.of(ApiGroups.DEVOPS, VERSION);
        PipelineDocumentHandler pipelines = new PipelineDocumentHandler(cluster);
        table.add(GET, PIPELINE, pipelines::get, PipelineDocument.class, "Get what is known of a pipeline")
                .query(PipelineDocumentHandler.CHECK)
                .watchable(Pipeline.class)
                .add(GET, PIPELINE + "/branches", pipelines::listBranches, BranchDocument[].class, "List branches")
                .query(BranchReader.FILTER, PipelineDocumentHandler.START, PipelineDocumentHandler.LIMIT)
                .watchable(Pipeline.class)
                .add(GET, PIPELINE + "/branches/{branch}", pipelines::getBranch, BranchDocument.class, "Get a branch")
                .watchable(Pipeline.class);
        BuildRoutes.add(table, cluster, engine, runReaders, maxStart);
        return table.add(POST, PIPELINE + "/scan", scans::request, Map.class, "Scan for branches")
                .add(GET, PIPELINE + "/consolelog", scans::log, String.class, "Get the log of the last scan")
                .produces("text/plain")
                .add(GET, CREDENTIAL + "/usage", usages::get, UsageDocument.class, "Get the usage of a credential")
                .build();
    }
}
