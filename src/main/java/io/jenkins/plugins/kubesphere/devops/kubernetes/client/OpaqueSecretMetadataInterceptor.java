package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import java.net.URI;
import java.util.List;

/**
 * Asks for the metadata alone when Secrets of type {@code Opaque} are listed or watched. They may hold anything, and
 * their content must not reach Jenkins. The client library cannot ask for metadata by itself.
 */
public final class OpaqueSecretMetadataInterceptor implements Interceptor {
    /** The field by which Secrets are selected by their type. */
    public static final String TYPE_FIELD = "type";

    private static final String SELECTOR = "fieldSelector=" + TYPE_FIELD + "=" + SecretTypes.OPAQUE;
    private static final String LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final String WATCH = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        URI uri = request.uri();
        if (uri.getPath().endsWith("/secrets") && uri.getQuery() != null) {
            List<String> query = List.of(uri.getQuery().split("&"));
            if (query.contains(SELECTOR)) {
                builder.setHeader("Accept", query.contains("watch=true") ? WATCH : LIST);
            }
        }
    }
}
