package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads arrays and texts in the answers of providers. */
final class ProviderJsonReader {
    private ProviderJsonReader() {}

    /**
     * Converts the elements of an array.
     *
     * @throws ProviderException if it is not an array
     */
    static <T> List<T> map(JsonNode array, Function<JsonNode, T> conversion) {
        if (!array.isArray()) {
            throw unexpected();
        }
        return StreamSupport.stream(array.spliterator(), false).map(conversion).toList();
    }

    /** For JSON of another form than the provider documents. */
    static ProviderException unexpected() {
        return new ProviderException(
                0, "the server does not answer as this provider does; check the address of the server");
    }

    /** Reads the author or committer of a commit. */
    static Commit.Signature signature(JsonNode object, String name, String email, String when) {
        return new Commit.Signature(text(object, name), text(object, email), text(object, when));
    }

    /** The texts at a pointer in each element of an array; empty if there is no array. */
    static List<String> texts(JsonNode array, String pointer) {
        return array.isArray() ? map(array, element -> text(element, pointer)) : List.of();
    }

    /** A text; empty if it is missing or null. */
    static String text(JsonNode object, String pointer) {
        JsonNode value = object.at(pointer);
        return value.isNull() ? "" : value.asText();
    }
}
