package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.credential.CredentialUsageHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.credential.CredentialUsageHandler.UsageDocument;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.pipeline.BranchReader;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.run.ArtifactHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.run.ArtifactHandler.ArtifactEntry;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory.RunRequestBody;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunReaders;
import io.jenkins.plugins.kubesphere.devops.kapis.run.StageHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.ProviderService;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.PipelineHandler.JenkinsfileBody;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.JenkinsEventHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.ScmWebhookHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookPaths;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The routes of v1alpha3. */
public final class V1Alpha3Routes {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PUT = "PUT";
    private static final String DELETE = "DELETE";

    private static final String PROJECTS = "/workspaces/{workspace}/namespaces";
    private static final String PROJECT = PROJECTS + "/{namespace}";
    private static final String MEMBER = "/workspaces/{workspace}/workspacemembers/{user}/namespaces";
    private static final String PIPELINES = "/namespaces/{namespace}/pipelines";
    private static final String PIPELINE = PIPELINES + "/{pipeline}";
    private static final String JENKINSFILE = PIPELINE + "/jenkinsfile";
    private static final String BRANCHES = PIPELINE + "/branches";
    private static final String RUNS = PIPELINE + "/pipelineruns";
    private static final String RUN = "/namespaces/{namespace}/pipelineruns/{run}";
    private static final String CREDENTIALS = "/namespaces/{namespace}/credentials";
    private static final String CREDENTIAL = CREDENTIALS + "/{credential}";

    /** Lists of objects take the same parameters. */
    private static final List<RouteQueryParameter> LIST = ListQuery.PARAMETERS;

    private V1Alpha3Routes() {}

    /**
     * @param engine has the builds of this controller
     * @param systemNamespace namespace of the ConfigMap with the labels of agents
     * @param scmWebhooks answers Git hosts
     * @param providers asks Git providers for callers
     * @param runReaders read runs and their builds
     */
    public static RouteTable create(
            ClusterConnection cluster,
            Engine engine,
            Authorizer authorizer,
            String systemNamespace,
            ScmWebhookHandler scmWebhooks,
            ProviderService providers,
            RunReaders runReaders,
            Clock clock) {
        ProjectHandler projects = new ProjectHandler(cluster, authorizer, clock);
        PipelineHandler pipelines = new PipelineHandler(cluster);
        BranchHandler branches = new BranchHandler(cluster);
        RunHandler runs = new RunHandler(cluster, runReaders.documents());
        StageHandler stages = new StageHandler(cluster, runReaders.stages());
        ArtifactHandler artifacts = new ArtifactHandler(cluster, runReaders.artifacts());
        CredentialHandler credentials = new CredentialHandler(cluster, clock);
        CredentialUsageHandler usages = new CredentialUsageHandler(cluster, engine.credentialUsages());
        AgentLabelHandler labels = new AgentLabelHandler(cluster, systemNamespace);
        JenkinsEventHandler jenkinsEvents = new JenkinsEventHandler();
        RouteTable.Builder table = RouteTable.of(ApiGroups.DEVOPS, ApiGroups.DEVOPS_VERSION);
        table.add(GET, PROJECTS, projects::list, ListResult.of(DevOpsProject.class), "List projects")
                .query(LIST)
                .watchable(DevOpsProject.class)
                .add(
                        GET,
                        MEMBER,
                        projects::listOfMember,
                        ListResult.of(DevOpsProject.class),
                        "List the projects of a user")
                .query(LIST)
                .watchable(DevOpsProject.class)
                .add(POST, PROJECTS, projects::create, DevOpsProject.class, DevOpsProject.class, "Create a project")
                .add(GET, PROJECT, projects::get, DevOpsProject.class, "Get a project")
                .query(ProjectHandler.GENERATE_NAME, ProjectHandler.CHECK)
                .watchable(DevOpsProject.class)
                .add(PUT, PROJECT, projects::update, DevOpsProject.class, DevOpsProject.class, "Change a project")
                .add(DELETE, PROJECT, projects::delete, Map.class, "Delete a project")
                .add(GET, PIPELINES, pipelines::list, ListResult.of(Pipeline.class), "List pipelines")
                .query(LIST)
                .query(PipelineHandler.TYPE)
                .watchable(Pipeline.class)
                .add(POST, PIPELINES, pipelines::create, Pipeline.class, Pipeline.class, "Create a pipeline")
                .add(GET, PIPELINE, pipelines::get, Pipeline.class, "Get a pipeline")
                .watchable(Pipeline.class)
                .add(PUT, PIPELINE, pipelines::update, Pipeline.class, Pipeline.class, "Change a pipeline")
                .add(DELETE, PIPELINE, pipelines::delete, Map.class, "Delete a pipeline")
                .add(
                        PUT,
                        JENKINSFILE,
                        pipelines::updateJenkinsfile,
                        JenkinsfileBody.class,
                        Map.class,
                        "Change a Jenkinsfile")
                .query(PipelineHandler.MODE)
                .add(GET, BRANCHES, branches::list, ListResult.of(BranchMetadata.class), "List branches")
                .query(ListQuery.PAGE)
                .query(BranchReader.FILTER)
                .watchable(Pipeline.class)
                .add(GET, BRANCHES + "/{branch}", branches::get, BranchMetadata.class, "Get a branch")
                .watchable(Pipeline.class)
                .add(GET, RUNS, runs::list, ListResult.of(PipelineRun.class), "List runs")
                .query(LIST)
                .query(RunHandler.BRANCH, RunHandler.BACKWARD)
                .watchable(PipelineRun.class)
                .add(POST, RUNS, runs::create, RunRequestBody.class, PipelineRun.class, "Run a pipeline")
                .query(RunHandler.BRANCH)
                .optionalBody()
                .add(GET, RUN, runs::get, PipelineRun.class, "Get a run")
                .watchable(PipelineRun.class)
                .add(GET, RUN + "/nodedetails", stages::list, StageDocument[].class, "List stages and steps")
                .watchable(PipelineRun.class)
                .add(GET, RUN + "/artifacts", artifacts::list, ListResult.of(ArtifactEntry.class), "List artifacts")
                .query(ListQuery.PAGE)
                .add(GET, RUN + "/artifacts/download", artifacts::download, byte[].class, "Download an artifact")
                .query(ArtifactHandler.FILE_NAME)
                .produces("application/octet-stream")
                .add(DELETE, RUN, runs::delete, Void.class, "Delete a run")
                .query(RunHandler.KEEP_RECORD)
                .add(GET, CREDENTIALS, credentials::list, ListResult.of(Secret.class), "List credentials")
                .query(LIST)
                .watchable(Secret.class)
                .add(POST, CREDENTIALS, credentials::create, Secret.class, Secret.class, "Create a credential")
                .add(GET, CREDENTIAL, credentials::get, Secret.class, "Get a credential")
                .watchable(Secret.class)
                .add(GET, CREDENTIAL + "/usage", usages::get, UsageDocument.class, "Get the usage of a credential")
                .add(PUT, CREDENTIAL, credentials::update, Secret.class, Secret.class, "Change a credential")
                .add(DELETE, CREDENTIAL, credentials::delete, Map.class, "Delete a credential");
        TemplateRoutes.add(table, cluster);
        ScmRoutes.add(table, cluster, providers);
        table.add(GET, "/ci/nodelabels", labels::list, AgentLabelHandler.AgentLabels.class, "List labels of agents")
                .addOpen(POST, WebhookPaths.SCM, scmWebhooks::receive, Object.class, String.class, "Tell of a push")
                .optionalBody()
                .produces("text/plain")
                .failsWith(401)
                .addOpen(
                        POST,
                        WebhookPaths.JENKINS,
                        jenkinsEvents::receive,
                        Object.class,
                        Void.class,
                        "Take an event of Jenkins, and do nothing")
                .optionalBody();
        return table.build();
    }
}
