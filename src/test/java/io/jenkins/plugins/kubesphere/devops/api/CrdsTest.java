package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks parts of the CRDs that existing clusters, scripts and consoles rely on. */
class CrdsTest {

    static List<Path> files() {
        return Crds.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileAndObjectAreNamedAfterGroupAndPlural(Path file) {
        JsonNode crd = Crds.read(file);
        String group = crd.at("/spec/group").asText();
        String plural = crd.at("/spec/names/plural").asText();
        assertThat(file.getFileName()).hasToString(group + "_" + plural + ".yaml");
        assertThat(crd.at("/metadata/name").asText()).isEqualTo(plural + "." + group);
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesAreThoseOfTheJavaType(Path file) {
        JsonNode spec = Crds.read(file).path("spec");
        String kind = spec.at("/names/kind").asText();
        Class<? extends CustomResource<?, ?>> type = Kinds.named(kind);
        assertThat(spec.path("group").asText()).isEqualTo(HasMetadata.getGroup(type));
        assertThat(spec.at("/versions/0/name").asText()).isEqualTo(HasMetadata.getVersion(type));
        assertThat(spec.at("/names/plural").asText()).isEqualTo(HasMetadata.getPlural(type));
        assertThat(spec.at("/names/singular").asText())
                .isEqualTo(HasMetadata.getSingular(type))
                .isEqualTo(kind.toLowerCase(Locale.ROOT));
        assertThat(spec.at("/names/listKind").asText()).isEqualTo(kind + "List");
        assertThat(texts(spec.at("/names/shortNames"))).containsExactly(CustomResource.getShortNames(type));
        assertThat(spec.path("scope").asText())
                .isEqualTo(Namespaced.class.isAssignableFrom(type) ? "Namespaced" : "Cluster");
    }

    @ParameterizedTest
    @MethodSource("files")
    void oneVersionIsServedAndStored(Path file) {
        JsonNode versions = Crds.read(file).at("/spec/versions");
        assertThat(versions).hasSize(1);
        assertThat(versions.at("/0/served").asBoolean()).isTrue();
        assertThat(versions.at("/0/storage").asBoolean()).isTrue();
    }

    @Test
    void everyJavaTypeHasAFile() {
        assertThat(Crds.files()).hasSameSizeAs(Kinds.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "DevOpsProject, false",
        "Pipeline, false",
        "PipelineRun, true",
        "Template, true",
        "ClusterTemplate, true",
        "ClusterStepTemplate, true",
        "GitRepository, false",
        "Application, true"
    })
    void theStatusSubresourceIsAsExistingClientsExpect(String kind, boolean expected) {
        assertThat(Crds.of(kind).at("/spec/versions/0/subresources/status").isObject())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"DevOpsProject", "Pipeline", "PipelineRun"})
    void kindsThatPeopleListTogetherAreInTheCategory(String kind) {
        assertThat(texts(Crds.of(kind).at("/spec/names/categories"))).containsExactly("devops");
    }

    /** The old columns come first, because scripts count columns. */
    @ParameterizedTest
    @CsvSource({
        "DevOpsProject, Ready Reason Age",
        "Pipeline, Type Ready Reason Age",
        "PipelineRun, ID Phase Reason Age",
        "Template, Ready Reason Age",
        "ClusterTemplate, Ready Reason Age",
        "ClusterStepTemplate, Ready Reason Age",
        "GitRepository, Provider Server URL Ready Reason Age",
        "Application, Ready Reason Age"
    })
    void columnsShowTheStateAndTheReason(String kind, String expected) {
        assertThat(columns(kind).filter(column -> column.path("priority").asInt() == 0))
                .extracting(column -> column.path("name").asText())
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theLastWideColumnIsTheMessage(Path file) {
        List<JsonNode> columns = columns(Crds.read(file)).toList();
        assertThat(columns.get(columns.size() - 1).path("name").asText()).isEqualTo("Message");
    }

    @Test
    void columnOfTheRunIdReadsTheAnnotationThatWeWrite() {
        JsonNode column = columns("PipelineRun").findFirst().orElseThrow();
        assertThat(column.path("jsonPath").asText().replace("\\", ""))
                .isEqualTo(".metadata.annotations." + RunAnnotations.RUN_ID);
    }

    @Test
    void theRunSchemaHasTheWholePipelineSpec() {
        JsonNode original = Crds.schemaOf("Pipeline").at("/properties/spec");
        JsonNode copy = Crds.schemaOf("PipelineRun").at("/properties/spec/properties/pipelineSpec");
        assertThat(copy.path("properties")).isEqualTo(original.path("properties"));
        assertThat(copy.path("required")).isEqualTo(original.path("required"));
    }

    @Test
    void templatesOfBothScopesHaveTheSameSpec() {
        assertThat(Crds.schemaOf("ClusterTemplate").at("/properties/spec"))
                .isEqualTo(Crds.schemaOf("Template").at("/properties/spec"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void conditionsHaveOneShapeEverywhere(Path file) {
        String items = "/spec/versions/0/schema/openAPIV3Schema/properties/status/properties/conditions/items";
        assertThat(Crds.read(file).at(items))
                .isEqualTo(Crds.of("PipelineRun").at(items))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFieldIsExplained(Path file) {
        SchemaWalker.walk(Crds.read(file).at("/spec/versions/0/schema/openAPIV3Schema"), (path, schema) -> {
            if (!path.endsWith("[]") && !path.endsWith("{}")) {
                assertThat(schema.path("description").asText()).as(path).isNotBlank();
            }
        });
    }

    @Test
    void onlyTheActionHasAFixedListOfValues() {
        for (Path file : Crds.files()) {
            SchemaWalker.walk(Crds.read(file).at("/spec/versions/0/schema/openAPIV3Schema"), (path, schema) -> {
                if (schema.has("enum")) {
                    assertThat(file.getFileName() + path)
                            .isEqualTo("devops.kubesphere.io_pipelineruns.yaml.spec.action");
                    assertThat(texts(schema.path("enum"))).containsExactlyInAnyOrder("", "Stop", "Pause", "Resume");
                }
            });
        }
    }

    private static Stream<JsonNode> columns(String kind) {
        return columns(Crds.of(kind));
    }

    private static Stream<JsonNode> columns(JsonNode crd) {
        return StreamSupport.stream(
                crd.at("/spec/versions/0/additionalPrinterColumns").spliterator(), false);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
