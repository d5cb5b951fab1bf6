package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandRunner;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what {@code kubectl get} prints for each kind. */
@WithCluster
class PrinterColumnsIT {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    @TempDir
    static Path folder;

    private static KubernetesClient client;
    private static String namespace;
    private static DocumentedCommandRunner shell;

    private HasMetadata created;

    @BeforeAll
    static void setUp(KubernetesCluster cluster, KubernetesClient client, TestNamespace ownNamespace) {
        PrinterColumnsIT.client = client;
        namespace = ownNamespace.name();
        shell = DocumentedCommandRunner.create(folder, cluster.kubeconfig());
    }

    @AfterEach
    void deleteObject() {
        client.resource(created).delete();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "DevOpsProject, {}, NAME READY REASON AGE, False WhyNot",
                "Pipeline, `{'type': 'pipeline'}`, NAME TYPE READY REASON AGE, pipeline False WhyNot",
                "Template, {}, NAME READY REASON AGE, False WhyNot",
                "ClusterTemplate, {}, NAME READY REASON AGE, False WhyNot",
                "ClusterStepTemplate, {}, NAME READY REASON AGE, False WhyNot",
                "GitRepository, `{'provider': 'git', 'server': 's', 'url': 'u'}`,"
                        + " NAME PROVIDER SERVER URL READY REASON AGE, git s u False WhyNot",
                "Application, {}, NAME READY REASON AGE, False WhyNot",
            })
    void eachKindShowsWhetherItIsReadyAndWhy(String kind, String spec, String header, String row) {
        create(
                kind,
                spec,
                "{'type': 'Ready', 'status': 'False', 'reason': 'WhyNot', 'message': 'the cure\\nand more'}");

        List<String> lines = get("");

        assertThat(lines.get(0)).isEqualTo(header);
        assertThat(lines.get(1)).startsWith(name() + " " + row + " ");
        assertThat(get("-o wide").get(1)).endsWith(" the cure...");
    }

    @Test
    void aRunShowsItsBuildItsPhaseAndTheReason() {
        create(
                "PipelineRun",
                "{'pipelineRef': {'name': 'web'}}",
                "{'type': 'Succeeded', 'status': 'False', 'reason': 'FAILURE', 'message': 'exit code 1\\nLast lines'}");
        client.resource(created)
                .patch(MERGE, "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.RUN_ID + "\":\"7\"}}}");
        client.resource(created).subresource("status").patch(MERGE, "{\"status\":{\"phase\":\"Failed\"}}");

        List<String> lines = get("");

        assertThat(lines.get(0)).isEqualTo("NAME ID PHASE REASON AGE");
        assertThat(lines.get(1)).startsWith(name() + " 7 Failed FAILURE ");
        assertThat(get("-o wide").get(0)).contains("PIPELINE BRANCH", "READY MESSAGE");
        assertThat(get("-o wide").get(1)).endsWith(" exit code 1...");
    }

    private void create(String kind, String spec, String condition) {
        Class<? extends DevOpsResource<?, ?>> type = Kinds.named(kind);
        String json = "{'apiVersion': '%s', 'kind': '%s', 'metadata': {'name': '%s'}, 'spec': %s}"
                .formatted(HasMetadata.getApiVersion(type), kind, namespace + "-columns", spec);
        GenericKubernetesResource object =
                client.getKubernetesSerialization().unmarshal(json.replace('\'', '"'), GenericKubernetesResource.class);
        if (Namespaced.class.isAssignableFrom(type)) {
            object.getMetadata().setNamespace(namespace);
        }
        NamespaceableResource<GenericKubernetesResource> resource = client.resource(object);
        created = resource.create();
        String status = "{'status': {'conditions': [%s]}}".formatted(condition).replace('\'', '"');
        if (Crds.of(kind).at("/spec/versions/0/subresources").has("status")) {
            resource.subresource("status").patch(MERGE, status);
        } else {
            resource.patch(MERGE, status);
        }
    }

    private String name() {
        return created.getMetadata().getName();
    }

    /** The lines of the table, with one space between columns. */
    private List<String> get(String option) {
        return shell.runSuccessfully("kubectl get %s.%s %s -n %s %s"
                        .formatted(
                                created.getKind().toLowerCase(Locale.ROOT),
                                created.getApiVersion().split("/")[0],
                                name(),
                                namespace,
                                option))
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }
}
