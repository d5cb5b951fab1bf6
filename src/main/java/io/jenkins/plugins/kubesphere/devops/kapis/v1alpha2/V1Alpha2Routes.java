package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.credential.CredentialUsageHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.credential.CredentialUsageHandler.UsageDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages.Crumb;
import io.jenkins.plugins.kubesphere.devops.kapis.http.SlowDownloadMonitor;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.BranchDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.BranchReader;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.PipelineDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.PipelineDocumentHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.SearchHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.SearchHandler.SearchResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunReaders;
import io.jenkins.plugins.kubesphere.devops.kapis.syntax.SyntaxHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.syntax.SyntaxHandler.CronBody;
import io.jenkins.plugins.kubesphere.devops.kapis.syntax.SyntaxHandler.CronDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.syntax.SyntaxHandler.ScriptBody;
import io.jenkins.plugins.kubesphere.devops.kapis.syntax.SyntaxHandler.ScriptDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.GitNotification;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.ScmWebhookHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookPaths;
import java.time.Duration;
import java.util.Map;

/** The routes of v1alpha2. */
public final class V1Alpha2Routes {
    private static final String VERSION = "v1alpha2";
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String TEXT = "text/plain";
    private static final String PIPELINE = "/namespaces/{namespace}/pipelines/{pipeline}";
    private static final String CREDENTIAL = "/namespaces/{namespace}/credentials/{credential}";

    private V1Alpha2Routes() {}

    /**
     * @param engine has the builds of this controller
     * @param authorizer says what a search may find
     * @param runReaders read runs and their builds
     * @param downloads watches clients that read a log
     * @param scmWebhooks answers Git hosts
     * @param pages of Jenkins and other plugins
     * @param maxStart how long the answer to a start waits for the number of the build
     */
    public static RouteTable create(
            ClusterConnection cluster,
            Engine engine,
            Authorizer authorizer,
            RunReaders runReaders,
            SlowDownloadMonitor downloads,
            ScmWebhookHandler scmWebhooks,
            ControllerPages pages,
            Duration maxStart) {
        ScanHandler scans = new ScanHandler(cluster, engine.branchScanLogs(), downloads);
        CredentialUsageHandler usages = new CredentialUsageHandler(cluster, engine.credentialUsages());
        RouteTable.Builder table = RouteTable.of(ApiGroups.DEVOPS, VERSION);
        PipelineDocumentHandler pipelines = new PipelineDocumentHandler(cluster);
        SearchHandler searches = new SearchHandler(cluster, authorizer);
        SyntaxHandler syntax = new SyntaxHandler(cluster, engine.syntax());
        CrumbHandler crumbs = new CrumbHandler(pages::issueCrumb);
        table.add(GET, "/search", searches::search, SearchResult.class, "Search pipelines")
                .query(
                        SearchHandler.QUERY,
                        SearchHandler.START,
                        SearchHandler.PAGE,
                        SearchHandler.LIMIT,
                        SearchHandler.ASCENDING)
                .add(GET, PIPELINE, pipelines::get, PipelineDocument.class, "Get what is known of a pipeline")
                .query(PipelineDocumentHandler.CHECK)
                .watchable(Pipeline.class)
                .add(GET, PIPELINE + "/branches", pipelines::listBranches, BranchDocument[].class, "List branches")
                .query(BranchReader.FILTER, PipelineDocumentHandler.START, PipelineDocumentHandler.LIMIT)
                .watchable(Pipeline.class)
                .add(GET, PIPELINE + "/branches/{branch}", pipelines::getBranch, BranchDocument.class, "Get a branch")
                .watchable(Pipeline.class);
        BuildRoutes.add(table, cluster, engine, runReaders, maxStart);
        table.add(POST, PIPELINE + "/scan", scans::request, Map.class, "Scan for branches")
                .add(GET, PIPELINE + "/consolelog", scans::log, String.class, "Get the log of the last scan")
                .produces(TEXT)
                .add(
                        POST,
                        PIPELINE + "/checkScriptCompile",
                        syntax::checkScript,
                        ScriptBody.class,
                        ScriptDocument.class,
                        "Check a Jenkinsfile")
                .failsWith(501)
                .add(
                        POST,
                        "/namespaces/{namespace}/checkCron",
                        syntax::checkCron,
                        CronBody.class,
                        CronDocument.class,
                        "Check a cron expression")
                .failsWith(501)
                .add(GET, CREDENTIAL + "/usage", usages::get, UsageDocument.class, "Get the usage of a credential")
                .add(GET, "/crumbissuer", crumbs::get, Crumb.class, "Get a crumb of Jenkins");
        addWebhooks(
                table, scmWebhooks, new GenericWebhookHandler(pages::hasGenericWebhook, pages::invokeGenericWebhook));
        return table.build();
    }

    private static void addWebhooks(
            RouteTable.Builder table, ScmWebhookHandler scmWebhooks, GenericWebhookHandler genericWebhooks) {
        addNotification(table, GET, scmWebhooks, "Tell of a push, as a hook of a Git repository does");
        addNotification(table, POST, scmWebhooks, "Tell of a push to a Git repository");
        table.addOpen(
                        POST,
                        WebhookPaths.GITHUB,
                        scmWebhooks::receive,
                        Object.class,
                        String.class,
                        "Tell of a push to GitHub")
                .optionalBody()
                .produces(TEXT)
                .failsWith(401)
                .addOpen(
                        POST,
                        WebhookPaths.GENERIC,
                        genericWebhooks::receive,
                        Object.class,
                        Map.class,
                        "Trigger pipelines with a generic webhook")
                .optionalBody();
    }

    private static void addNotification(
            RouteTable.Builder table, String method, ScmWebhookHandler scmWebhooks, String summary) {
        table.addOpen(method, WebhookPaths.GIT, scmWebhooks::receiveNotification, Void.class, String.class, summary)
                .query(GitNotification.URL, GitNotification.BRANCHES, GitNotification.TOKEN)
                .produces(TEXT)
                .failsWith(401);
    }
}
