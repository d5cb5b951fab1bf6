package io.jenkins.plugins.kubesphere.devops.kapis.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Optional;

/** Bodies as the documents show them, by the type of the body: the resource examples/TYPE.json. Not each type has one. */
final class RequestExamples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestExamples() {}

    static Optional<JsonNode> find(Route route) {
        String name = route.input().getTypeName().replaceFirst("^.*[.$]", "");
        URL example = RequestExamples.class.getResource("examples/" + name + ".json");
        try {
            return example == null ? Optional.empty() : Optional.of(JSON.readTree(example));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
