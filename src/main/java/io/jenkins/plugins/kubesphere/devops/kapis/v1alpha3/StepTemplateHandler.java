package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectReply;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.template.StepTemplateRenderer;
import io.jenkins.plugins.kubesphere.devops.template.StepTemplateRenderer.SecretReference;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers requests for the templates of steps. */
final class StepTemplateHandler {
    static final RouteQueryParameter SECRET =
            RouteQueryParameter.text("secret", "Name of the credential that the step uses");
    static final RouteQueryParameter SECRET_NAMESPACE =
            RouteQueryParameter.text("secretNamespace", "Project of the credential");

    private final ClusterConnection cluster;
    private final PathObjects objects;

    /** @param data text of a step in JSON */
    record RenderedStep(String data) {}

    StepTemplateHandler(ClusterConnection cluster) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
    }

    Reply list(KapisRequest request) {
        return ObjectReply.of(request, new ListQuery(request.query()).apply(cluster.all(ClusterStepTemplate.class)));
    }

    Reply get(KapisRequest request) {
        return ObjectReply.of(request, objects.clusterStepTemplate(request));
    }

    Reply render(KapisRequest request) {
        ClusterStepTemplate template = objects.clusterStepTemplate(request);
        Optional<SecretReference> secret = secretOf(request.query());
        Map<String, JsonNode> values = new HashMap<>();
        request.body().readIfPresent(ObjectNode.class).ifPresent(body -> body.fields()
                .forEachRemaining(field -> values.put(field.getKey(), field.getValue())));
        try {
            return Reply.json(new RenderedStep(StepTemplateRenderer.render(template.getSpec(), values, secret)));
        } catch (TemplateException e) {
            throw KapisException.badRequest(
                    "step template \"" + template.getMetadata().getName() + "\": " + e.getMessage());
        }
    }

    /**
     * The credential that the step shall use. Only its name goes into the step, so nothing is read: whether it exists is
     * not for everybody to know, and the build finds out.
     */
    private static Optional<SecretReference> secretOf(QueryParameters query) {
        Optional<String> name = query.find(SECRET.name());
        String namespace = query.find(SECRET_NAMESPACE.name()).orElse("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!KubernetesNames.isObjectName(name.get())) {
            throw notAName(SECRET.name());
        }
        if (!namespace.isEmpty() && !KubernetesNames.isNamespaceName(namespace)) {
            throw notAName(SECRET_NAMESPACE.name());
        }
        return Optional.of(new SecretReference(name.get(), namespace));
    }

    private static KapisException notAName(String parameter) {
        return KapisException.badRequest("the parameter " + parameter
                + " is not a name of Kubernetes; use lower case letters, digits, - and dots");
    }
}
