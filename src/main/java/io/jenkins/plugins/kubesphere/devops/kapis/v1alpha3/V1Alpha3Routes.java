package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.PipelineHandler.JenkinsfileBody;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.RunFactory.RunRequestBody;
import java.time.Clock;
import java.util.Map;

/** The routes of v1alpha3. */
public final class V1Alpha3Routes {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PUT = "PUT";
    private static final String DELETE = "DELETE";

    private static final String PROJECTS = "/workspaces/{workspace}/namespaces";
    private static final String PROJECT = PROJECTS + "/{namespace}";
    private static final String PIPELINES = "/namespaces/{namespace}/pipelines";
    private static final String PIPELINE = PIPELINES + "/{pipeline}";
    private static final String RUN = "/namespaces/{namespace}/pipelineruns/{run}";
    private static final String CREDENTIALS = "/namespaces/{namespace}/credentials";
    private static final String CREDENTIAL = CREDENTIALS + "/{credential}";

    private V1Alpha3Routes() {}

    /**
     * @param builds reads the builds of this controller
     * @param systemNamespace namespace of the ConfigMap with the labels of agents
     */
    public static RouteTable create(
            ClusterConnection cluster,
            RunDetailReader builds,
            Authorizer authorizer,
            String systemNamespace,
            Clock clock) {
        StoredRunReader stored = new StoredRunReader(cluster);
        ProjectHandler projects = new ProjectHandler(cluster, authorizer, clock);
        PipelineHandler pipelines = new PipelineHandler(cluster);
        BranchHandler branches = new BranchHandler(cluster);
        RunHandler runs = new RunHandler(cluster, stored);
        StageHandler stages = new StageHandler(cluster, new StageReader(builds, stored), new InputRights(authorizer));
        CredentialHandler credentials = new CredentialHandler(cluster, clock);
        AgentLabelHandler labels = new AgentLabelHandler(cluster, systemNamespace);
        return RouteTable.of(ApiGroups.DEVOPS, ApiGroups.DEVOPS_VERSION)
                .add(GET, PROJECTS, projects::list, ListResult.class, "List projects")
                .add(
                        GET,
                        "/workspaces/{workspace}/workspacemembers/{user}/namespaces",
                        projects::listOfMember,
                        ListResult.class,
                        "List the projects of a user")
                .add(POST, PROJECTS, projects::create, DevOpsProject.class, DevOpsProject.class, "Create a project")
                .add(GET, PROJECT, projects::get, DevOpsProject.class, "Get a project")
                .add(PUT, PROJECT, projects::update, DevOpsProject.class, DevOpsProject.class, "Change a project")
                .add(DELETE, PROJECT, projects::delete, Map.class, "Delete a project")
                .add(GET, PIPELINES, pipelines::list, ListResult.class, "List pipelines")
                .add(POST, PIPELINES, pipelines::create, Pipeline.class, Pipeline.class, "Create a pipeline")
                .add(GET, PIPELINE, pipelines::get, Pipeline.class, "Get a pipeline")
                .add(PUT, PIPELINE, pipelines::update, Pipeline.class, Pipeline.class, "Change a pipeline")
                .add(DELETE, PIPELINE, pipelines::delete, Map.class, "Delete a pipeline")
                .add(
                        PUT,
                        PIPELINE + "/jenkinsfile",
                        pipelines::updateJenkinsfile,
                        JenkinsfileBody.class,
                        Map.class,
                        "Change a Jenkinsfile")
                .add(GET, PIPELINE + "/branches", branches::list, ListResult.class, "List branches")
                .add(GET, PIPELINE + "/branches/{branch}", branches::get, BranchMetadata.class, "Get a branch")
                .add(GET, PIPELINE + "/pipelineruns", runs::list, ListResult.class, "List runs")
                .add(
                        POST,
                        PIPELINE + "/pipelineruns",
                        runs::create,
                        RunRequestBody.class,
                        PipelineRun.class,
                        "Run a pipeline")
                .add(GET, RUN, runs::get, PipelineRun.class, "Get a run")
                .add(GET, RUN + "/nodedetails", stages::list, StageDocument[].class, "List stages and steps")
                .add(DELETE, RUN, runs::delete, Void.class, "Delete a run")
                .add(GET, CREDENTIALS, credentials::list, ListResult.class, "List credentials")
                .add(POST, CREDENTIALS, credentials::create, Secret.class, Secret.class, "Create a credential")
                .add(GET, CREDENTIAL, credentials::get, Secret.class, "Get a credential")
                .add(PUT, CREDENTIAL, credentials::update, Secret.class, Secret.class, "Change a credential")
                .add(DELETE, CREDENTIAL, credentials::delete, Map.class, "Delete a credential")
                .add(GET, "/ci/nodelabels", labels::list, AgentLabelHandler.AgentLabels.class, "List labels of agents")
                .build();
    }
}
