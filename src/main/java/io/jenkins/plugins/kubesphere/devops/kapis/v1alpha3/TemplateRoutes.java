package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.StepTemplateHandler.RenderedStep;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.TemplateHandler.RenderBody;
import java.util.List;
import java.util.Map;

/** The routes of v1alpha3 for templates of pipelines and steps. */
final class TemplateRoutes {
    private static final String GET = "GET";
    private static final String POST = "POST";

    private static final String TEMPLATES = "/namespaces/{namespace}/templates";
    private static final String CLUSTER_TEMPLATES = "/clustertemplates";
    private static final String STEP_TEMPLATES = "/clustersteptemplates";
    private static final String ONE_TEMPLATE = "/{template}";
    private static final String RENDER = "/{template}/render";

    private static final List<RouteQueryParameter> LIST = ListQuery.PARAMETERS;

    private TemplateRoutes() {}

    static void add(RouteTable.Builder table, ClusterConnection cluster) {
        TemplateHandler templates = new TemplateHandler(cluster);
        StepTemplateHandler steps = new StepTemplateHandler(cluster);
        table.add(GET, TEMPLATES, templates::list, ListResult.of(Template.class), "List templates")
                .query(LIST)
                .watchable(Template.class)
                .add(GET, TEMPLATES + ONE_TEMPLATE, templates::get, Template.class, "Get a template")
                .watchable(Template.class)
                .add(POST, TEMPLATES + RENDER, templates::render, RenderBody.class, Template.class, "Render a template")
                .optionalBody()
                .add(
                        GET,
                        CLUSTER_TEMPLATES,
                        templates::listOfCluster,
                        ListResult.of(ClusterTemplate.class),
                        "List templates of the cluster")
                .query(LIST)
                .watchable(ClusterTemplate.class)
                .add(
                        GET,
                        CLUSTER_TEMPLATES + ONE_TEMPLATE,
                        templates::getOfCluster,
                        ClusterTemplate.class,
                        "Get a template of the cluster")
                .watchable(ClusterTemplate.class)
                .add(
                        POST,
                        CLUSTER_TEMPLATES + RENDER,
                        templates::renderOfCluster,
                        RenderBody.class,
                        ClusterTemplate.class,
                        "Render a template of the cluster")
                .optionalBody()
                .add(
                        GET,
                        STEP_TEMPLATES,
                        steps::list,
                        ListResult.of(ClusterStepTemplate.class),
                        "List templates of steps")
                .query(LIST)
                .watchable(ClusterStepTemplate.class)
                .add(
                        GET,
                        STEP_TEMPLATES + ONE_TEMPLATE,
                        steps::get,
                        ClusterStepTemplate.class,
                        "Get a template of a step")
                .watchable(ClusterStepTemplate.class)
                .add(
                        POST,
                        STEP_TEMPLATES + RENDER,
                        steps::render,
                        Map.class,
                        RenderedStep.class,
                        "Render a template of a step")
                .optionalBody()
                .query(StepTemplateHandler.SECRET, StepTemplateHandler.SECRET_NAMESPACE);
    }
}
