package io.jenkins.plugins.kubesphere.devops.kapis.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectMapperFactory;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.support.RouteTables;
import io.swagger.parser.SwaggerParser;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Checks that the documents that describe the API are valid, and that they are made from the routes as they are now. */
class ApiDescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER =
            RepositoryRoot.root().resolve("src/main/resources/io/jenkins/plugins/kubesphere/devops/kapis");

    private final ObjectNode openApi = new OpenApiRenderer(ObjectMapperFactory.create()).render(RouteTables.all());

    @Test
    void theDocumentOfOpenApiIsThatOfTheRoutes() throws IOException {
        compare("openapi-v3.json", openApi);
    }

    @Test
    void theDocumentOfSwaggerIsThatOfTheRoutes() throws IOException {
        compare("openapi-v2.json", SwaggerConverter.convert(openApi));
    }

    private static void compare(String name, ObjectNode document) throws IOException {
        Path file = FOLDER.resolve(name);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        String text = JSON.writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter))
                        .writeValueAsString(document)
                + "\n";
        String before = Files.exists(file) ? Files.readString(file) : "";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(file, text);
        }

        // Not isEqualTo, whose message would have both documents.
        assertThat(before.equals(text))
                .as(
                        "%s is not made from the routes as they are now; write it again:"
                                + " mvn test -Dtest=ApiDescriptionTest -Dopenapi.write=true, and look at the difference",
                        file)
                .isTrue();
    }

    @Test
    void bothDocumentsAreValid() {
        assertThat(new OpenAPIV3Parser().readContents(openApi.toString()).getMessages())
                .isEmpty();
        assertThat(new SwaggerParser()
                        .readWithInfo(SwaggerConverter.convert(openApi).toString())
                        .getMessages())
                .isEmpty();
    }

    @Test
    void eachRouteIsAnOperationAndNothingElseIs() {
        List<String> routes = new ArrayList<>();
        for (RouteTable table : RouteTables.all()) {
            table.routes()
                    .forEach(route -> routes.add(route.method() + " /kapis/" + table.group() + "/" + table.version()
                            + route.template().text()));
        }
        List<String> operations = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        openApi.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    ids.add(method.getValue().get("operationId").asText());
                }));

        assertThat(operations).containsExactlyInAnyOrderElementsOf(routes);
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void aRouteThatIsNotOfferedPromisesNoSuccess() {
        JsonNode branch = openApi.at("/paths")
                .path("/kapis/devops.kubesphere.io/v1alpha3/namespaces/{namespace}/gitrepositories/{repository}"
                        + "/branches/{branch}/commits")
                .at("/get/responses");

        assertThat(branch.has("200")).isFalse();
        assertThat(branch.has("501")).isTrue();
        assertThat(openApi.at("/components/responses/501/description").asText())
                .isEqualTo("This is not offered here; the text says what to use.");
    }

    /** A client that is generated from the document has a class for the items of a list. */
    @Test
    void aListSaysWhatItHas() {
        JsonNode list = openApi.at("/components/schemas/ListResultPipeline/properties/items");

        assertThat(list.at("/type").asText()).isEqualTo("array");
        assertThat(list.at("/items/$ref").asText()).isEqualTo("#/components/schemas/Pipeline");
    }
}
