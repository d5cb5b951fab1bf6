package io.jenkins.plugins.kubesphere.devops.kapis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A document that describes the routes, for programs. A test writes the documents from the route tables, and compares
 * them, so that no generator is needed at run time.
 */
enum ApiDescription {
    /** Swagger 2.0, which clients of ks-devops expect. */
    SWAGGER("openapi-v2.json", Set.of("/kapis/openapi.json", "/kapis/openapi/v2", "/openapi.json")) {
        @Override
        void setBase(ObjectNode document, String contextPath) {
            document.put("basePath", contextPath.isEmpty() ? "/" : contextPath);
        }
    },
    /** OpenAPI 3.0. */
    OPENAPI("openapi-v3.json", Set.of("/kapis/openapi/v3")) {
        @Override
        void setBase(ObjectNode document, String contextPath) {
            document.putArray("servers").addObject().put("url", contextPath.isEmpty() ? "/" : contextPath);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String resource;
    private final Set<String> paths;

    ApiDescription(String resource, Set<String> paths) {
        this.resource = resource;
        this.paths = paths;
    }

    /** The document at a path without the path of the application. */
    static Optional<ApiDescription> at(String path) {
        return Stream.of(values())
                .filter(description -> description.paths.contains(path))
                .findFirst();
    }

    /**
     * The document.
     *
     * @param contextPath path of the application, which the paths in the document do not have
     */
    Reply reply(String contextPath) {
        try (InputStream source = ApiDescription.class.getResourceAsStream(resource)) {
            ObjectNode document = JSON.readValue(source, ObjectNode.class);
            setBase(document, contextPath);
            return Reply.json(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says below which path of its server the application is. */
    abstract void setBase(ObjectNode document, String contextPath);
}
