package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects.NAMESPACE;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.ConditionsOnlyStatus;
import io.jenkins.plugins.kubesphere.devops.api.DevOpsResource;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.api.template.TemplateSpec;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectReply;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.template.PipelineTemplateRenderer;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers requests for the templates of Jenkinsfiles: of a project, and of the cluster. */
final class TemplateHandler {
    static final String RENDER_RESULT = "devops.kubesphere.io/render-result";

    private final ClusterConnection cluster;
    private final PathObjects objects;

    /** The body of a request to render. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RenderBody(List<ParameterValue> parameters) {
        RenderBody {
            parameters = NullSafeCopies.copyOf(parameters);
        }
    }

    /** @param value any JSON; null for none */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ParameterValue(String name, JsonNode value) {}

    TemplateHandler(ClusterConnection cluster) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
    }

    Reply list(KapisRequest request) {
        return ObjectReply.of(
                request, new ListQuery(request.query()).apply(cluster.all(Template.class, request.segment(NAMESPACE))));
    }

    Reply get(KapisRequest request) {
        return ObjectReply.of(request, objects.template(request));
    }

    Reply render(KapisRequest request) {
        return render(request, objects.template(request), new Template());
    }

    Reply listOfCluster(KapisRequest request) {
        return ObjectReply.of(request, new ListQuery(request.query()).apply(cluster.all(ClusterTemplate.class)));
    }

    Reply getOfCluster(KapisRequest request) {
        return ObjectReply.of(request, objects.clusterTemplate(request));
    }

    Reply renderOfCluster(KapisRequest request) {
        return render(request, objects.clusterTemplate(request), new ClusterTemplate());
    }

    /** @param copy gets the content of the template and the result: all callers share the template itself */
    private static <T extends DevOpsResource<TemplateSpec, ConditionsOnlyStatus>> Reply render(
            KapisRequest request, T template, T copy) {
        Map<String, JsonNode> values = new HashMap<>();
        request.body().readIfPresent(RenderBody.class).stream()
                .flatMap(body -> body.parameters().stream())
                .forEach(parameter -> values.put(nameOf(parameter), parameter.value()));
        String result;
        try {
            result = PipelineTemplateRenderer.render(template.getSpec(), values);
        } catch (TemplateException e) {
            throw KapisException.badRequest(
                    "template \"" + template.getMetadata().getName() + "\": " + e.getMessage());
        }
        ObjectMeta metadata = new ObjectMetaBuilder(template.getMetadata())
                .addToAnnotations(RENDER_RESULT, result)
                .build();
        copy.setMetadata(metadata);
        copy.setSpec(template.getSpec());
        copy.setStatus(template.getStatus());
        return Reply.json(copy);
    }

    private static String nameOf(ParameterValue parameter) {
        String name = Objects.requireNonNullElse(parameter.name(), "");
        if (name.isEmpty()) {
            throw KapisException.badRequest(
                    "a parameter has no name; send {\"parameters\": [{\"name\": \"…\", \"value\": \"…\"}]}");
        }
        return name;
    }
}
