package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the CRDs with a real API server: which objects it accepts, which fields it keeps, and its messages about
 * refused objects.
 */
@WithCluster
class CrdsIT {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private static KubernetesClient client;
    private static String namespace;

    private HasMetadata created;

    static List<ResourceFixture> fixtures() {
        return ResourceFixture.ours();
    }

    static List<ResourceFixture> secrets() {
        return ResourceFixture.all().stream()
                .filter(fixture -> fixture.kind().equals("Secret"))
                .toList();
    }

    @BeforeAll
    static void setUp(KubernetesClient client, TestNamespace ownNamespace) {
        CrdsIT.client = client;
        namespace = ownNamespace.name();
    }

    @AfterEach
    void deleteObject() {
        if (created != null) {
            client.resource(created).delete();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void objectsOfUsersAreAcceptedAndNotPruned(ResourceFixture fixture) {
        JsonNode kept = toJson(create(fixture.as(GenericKubernetesResource.class), fixture.part("status")));
        assertThat(fieldOrEmptyObject(kept, "spec")).isEqualTo(fixture.part("spec"));
        assertThat(fieldOrEmptyObject(kept, "status")).isEqualTo(fixture.part("status"));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void storedObjectsCanBeDecoded(ResourceFixture fixture) {
        create(fixture.as(GenericKubernetesResource.class), fixture.part("status"));
        DevOpsResource<?, ?> expected = fixture.as(Kinds.named(fixture.kind()));
        if (expected instanceof Namespaced) {
            expected.getMetadata().setNamespace(namespace);
        }
        DevOpsResource<?, ?> read = client.resource(expected).get();
        assertThat(toJson(read.getSpec())).isEqualTo(toJson(expected.getSpec()));
        assertThat(toJson(read.getStatus())).isEqualTo(toJson(expected.getStatus()));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void credentialSecretsAreAccepted(ResourceFixture fixture) {
        Secret secret = fixture.as(Secret.class);
        secret.getMetadata().setNamespace(namespace);
        created = client.resource(secret).create();
        assertThat(((Secret) created).getType()).startsWith(SecretTypes.PREFIX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Pipeline | {'type': 'freestyle'}",
                "Pipeline | {'type': 'multi-branch-pipeline', 'multi_branch_pipeline':"
                        + " {'name': 'a', 'source_type': 'gitt', 'script_path': ''}}",
                "Pipeline | {'type': 'pipeline', 'pipeline': {'name': 'a', 'parameters': [{'name': 'a', 'type': 'odd'}]}}",
                "PipelineRun | {'pipelineRef': {}, 'action': ''}",
                "PipelineRun | {'pipelineRef': {}, 'parameters': [{'name': 'a', 'valueFrom':"
                        + " {'secretKeyRef': {'name': 'a', 'key': 'b'}}}]}",
                "PipelineRun | {'pipelineRef': {}, 'scm': {'refName': 'a', 'refType': 'commit'}}",
                "PipelineRun | {'pipelineRef': {}, 'scm': {'refName': 'a'}}",
                "Template | {'parameters': [{'name': 'a', 'default': [[[[[['a']]]]]]}]}",
            })
    void unknownValuesAreAcceptedSoThatAConditionCanReportThem(String kind, String spec) {
        assertThat(fieldOrEmptyObject(toJson(create(createObject(kind, spec), null)), "spec"))
                .isEqualTo(parseJson(spec));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Pipeline | {} | spec.type: Required value",
                "Pipeline | {'type': 'pipeline', 'pipeline': {}} | spec.pipeline.name: Required value",
                "Pipeline | {'type': 'multi-branch-pipeline', 'multi_branch_pipeline':"
                        + " {'name': 'a', 'source_type': 'git'}} | script_path: Required value",
                "Pipeline | {'type': 'pipeline', 'pipeline': {'name': 'a', 'disable_concurrent': 'true'}} |"
                        + " spec.pipeline.disable_concurrent in body must be of type boolean",
                "Pipeline | {'type': 'pipeline', 'pipeline': {'name': 'a', 'parameters': [{'type': 'string'}]}} |"
                        + " spec.pipeline.parameters[0].name: Required value",
                "Pipeline | {'type': 'pipeline', 'pipeline': {'name': 'a', 'parameters': [{'name': 'a'}]}} |"
                        + " spec.pipeline.parameters[0].type: Required value",
                "PipelineRun | {} | spec.pipelineRef: Required value",
                "PipelineRun | {'pipelineRef': {}, 'action': 'Halt'} |"
                        + " spec.action: Unsupported value: \"Halt\": supported values: \"\", \"Stop\", \"Pause\", \"Resume\"",
                "PipelineRun | {'pipelineRef': {}, 'parameters': [{'name': 'debug', 'value': true}]} |"
                        + " spec.parameters[0].value in body must be of type string",
                "PipelineRun | {'pipelineRef': {}, 'parameters': [{'name': 'a'}]} | set either value or valueFrom",
                "PipelineRun | {'pipelineRef': {}, 'parameters': [{'name': 'a', 'value': '', 'valueFrom':"
                        + " {'secretKeyRef': {'name': 'a', 'key': 'b'}}}]} | set either value or valueFrom",
                "PipelineRun | {'pipelineRef': {}, 'parameters': [{'name': 'a', 'valueFrom': {}}]} |"
                        + " spec.parameters[0].valueFrom.secretKeyRef: Required value",
                "PipelineRun | {'pipelineRef': {}, 'parameters': [{'name': 'a', 'valueFrom':"
                        + " {'secretKeyRef': {'name': 'a'}}}]} |"
                        + " spec.parameters[0].valueFrom.secretKeyRef.key: Required value",
                "PipelineRun | {'pipelineRef': {}, 'parameters': [null]} | spec.parameters[0]",
                "PipelineRun | {'pipelineRef': {}, 'scm': {'refType': 'tag'}} | spec.scm.refName: Required value",
                "Template | {'parameters': [{'name': 'a', 'default': [[[[[[['a']]]]]]]}]} | must have at most 0 items",
                "ClusterTemplate | {'parameters': [{'name': 'a', 'default': [{'a': [{'a': [{'a': {'b': 1}}]}]}]}]} |"
                        + " must have at most 0 items",
            })
    void invalidValuesAreRefusedWithTheirPath(String kind, String spec, String message) {
        assertThatThrownBy(() -> create(createObject(kind, spec), null))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'pipelineRef': {'name': 'web'}} | {'pipelineRef': {'name': 'api'}} |"
                        + " spec.pipelineRef: Invalid value:"
                        + " the pipeline of a run cannot be changed; create a new run",
                "{'pipelineRef': {'name': 'web'}} | {'pipelineRef': {'name': null}} | the pipeline of a run cannot be",
                "{'pipelineRef': {}} | {'pipelineRef': {'name': 'api'}} | the pipeline of a run cannot be changed",
                "{'pipelineRef': {'name': 'web'}} | null | spec cannot be removed from a run; delete the run, or",
                "{'pipelineRef': {'name': 'web'}} | {'scm': {'refName': 'main', 'refType': ''}} |"
                        + " scm of a run cannot be added or removed; create a new run",
                "{'pipelineRef': {'name': 'web'}, 'scm': {'refName': 'main', 'refType': ''}} | {'scm': null} |"
                        + " scm of a run cannot be added or removed; create a new run",
                "{'pipelineRef': {'name': 'web'}, 'scm': {'refName': 'main', 'refType': ''}} |"
                        + " {'scm': {'refName': 'dev'}} | spec.scm: Invalid value:"
                        + " the branch of a run cannot be changed; create a new run",
                "{'pipelineRef': {}, 'parameters': [{'name': 'WHO', 'value': 'x'}]} |"
                        + " {'parameters': [{'name': 'WHO', 'value': 'y'}]} |"
                        + " the parameters of a run cannot be changed; create a new run",
                "{'pipelineRef': {}, 'parameters': [{'name': 'WHO', 'value': 'x'}]} | {'parameters': null} |"
                        + " the parameters of a run cannot be changed; create a new run",
                "{'pipelineRef': {}} | {'parameters': [{'name': 'WHO', 'value': 'x'}]} |"
                        + " the parameters of a run cannot be changed; create a new run",
            })
    void whatARunBuildsCannotBeChanged(String spec, String change, String message) {
        GenericKubernetesResource run = create(createObject("PipelineRun", spec), null);
        assertThatThrownBy(() -> patchSpec(run, change))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    /** Consoles complete references, users stop runs and apply their file again, and the operator adds the spec. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'action': 'Stop'}",
                "{'pipelineRef': {'name': 'web', 'kind': 'Pipeline', 'namespace': 'demo', 'uid': '1'}}",
                "{'scm': {'refName': 'main', 'refType': 'branch'}}",
                "{'parameters': []}",
                "{'pipelineSpec': {'type': 'pipeline', 'pipeline': {'name': 'web'}}}",
            })
    void otherPartsOfARunCanBeChanged(String change) {
        String spec = "{'pipelineRef': {'name': 'web'}, 'scm': {'refName': 'main', 'refType': ''}}";
        GenericKubernetesResource run = create(createObject("PipelineRun", spec), parseJson("{'phase': 'Pending'}"));

        patchSpec(run, change);
        client.resource(run).subresource("status").patch(MERGE, "{\"status\": {\"phase\": \"Running\"}}");
        client.resource(createObject("PipelineRun", spec))
                .inNamespace(namespace)
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();

        assertThat(toJson(client.resource(run).get())
                        .at("/spec/pipelineRef/name")
                        .asText())
                .isEqualTo("web");
    }

    /** The API server gives a rule a budget for each request; a comparison of large values must not exceed it. */
    @Test
    void aRunWithLargeParametersCanBeStopped() {
        String value = "x".repeat(1_000_000);
        GenericKubernetesResource run = create(
                createObject(
                        "PipelineRun",
                        "{'pipelineRef': {}, 'parameters': [{'name': 'NOTES', 'value': '%s'}]}".formatted(value)),
                null);

        patchSpec(run, "{'action': 'Stop'}");

        assertThat(toJson(client.resource(run).get()).at("/spec/action").asText())
                .isEqualTo("Stop");
    }

    private void patchSpec(GenericKubernetesResource object, String change) {
        client.resource(object).patch(MERGE, "{'spec': %s}".formatted(change).replace('\'', '"'));
    }

    @Test
    void twoConditionsOfOneTypeAreRefused() {
        GenericKubernetesResource pipeline = create(createObject("Pipeline", "{'type': 'pipeline'}"), null);
        String patch =
                "{'status': {'conditions': [{'type': 'Ready', 'status': 'True'}, {'type': 'Ready', 'status': 'False'}]}}"
                        .replace('\'', '"');
        assertThatThrownBy(() -> client.resource(pipeline).patch(MERGE, patch))
                .hasMessageContaining("status.conditions[1]: Duplicate value");
    }

    private GenericKubernetesResource create(GenericKubernetesResource object, JsonNode status) {
        if (Namespaced.class.isAssignableFrom(Kinds.named(object.getKind()))) {
            object.getMetadata().setNamespace(namespace);
        }
        NamespaceableResource<GenericKubernetesResource> resource = client.resource(object);
        created = resource.fieldValidation(Validation.STRICT).create();
        if (status != null
                && Crds.of(object.getKind()).at("/spec/versions/0/subresources").has("status")) {
            resource.subresource("status").patch(MERGE, "{\"status\":" + status + "}");
        }
        return resource.get();
    }

    private GenericKubernetesResource createObject(String kind, String spec) {
        Class<? extends DevOpsResource<?, ?>> type = Kinds.named(kind);
        String json = "{'apiVersion': '%s', 'kind': '%s', 'metadata': {'name': 'under-test'}, 'spec': %s}"
                .formatted(HasMetadata.getApiVersion(type), kind, spec);
        return client.getKubernetesSerialization().unmarshal(json.replace('\'', '"'), GenericKubernetesResource.class);
    }

    private JsonNode parseJson(String text) {
        return client.getKubernetesSerialization().unmarshal(text.replace('\'', '"'), JsonNode.class);
    }

    private JsonNode toJson(Object value) {
        return client.getKubernetesSerialization()
                .unmarshal(client.getKubernetesSerialization().asJson(value), JsonNode.class);
    }

    private JsonNode fieldOrEmptyObject(JsonNode object, String field) {
        return object.has(field) ? object.get(field) : parseJson("{}");
    }
}
