package io.jenkins.plugins.kubesphere.devops.trial;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ./run --kubeconfig} on a cluster that already has objects, some with the names of the sample. */
class UserClusterTrialIT {
    private static final String DEMO = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: demo, labels: {mine: "yes"}}
            ---
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: DevOpsProject
            metadata: {name: demo}
            ---
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: mine, namespace: demo}
            spec: {type: pipeline, pipeline: {name: web, jenkinsfile: "pipeline { agent any }"}}
            ---
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: PipelineRun
            metadata: {name: mine-1, namespace: demo}
            spec: {pipelineRef: {name: mine}}
            ---
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: hello, namespace: demo}
            spec: {type: pipeline, pipeline: {name: web, jenkinsfile: "pipeline { agent any }"}}
            ---
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: PipelineRun
            metadata: {name: hello-1, namespace: demo}
            spec: {pipelineRef: {name: hello}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: mine, namespace: demo}
            """;

    @TempDir
    static Path folder;

    private ControlPlane cluster;
    private KubernetesClient client;
    private Path kubeconfig;

    @BeforeEach
    void startCluster() throws Exception {
        Path clusterFolder = Files.createTempDirectory(folder, "");
        cluster = ControlPlane.inFolder(clusterFolder.resolve("control-plane")).start();
        client = cluster.createClient();
        kubeconfig = Files.writeString(clusterFolder.resolve("config"), cluster.kubeconfig());
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    /**
     * Earlier, a trial deleted all these objects, because it deleted each object of the sample, no matter who had
     * created it.
     */
    @Test
    void existingObjectsAreNotChanged() throws Exception {
        CrdInstaller.installOurs(client);
        List<HasMetadata> before = createDemoObjects();

        String refusalOutput = run(1, "--exit", "--yes");
        String output = run(0, "--exit", "--yes", "--namespace", "trial-demo");

        assertThat(refusalOutput)
                .contains(
                        "./run: DevOpsProject demo already exists, and ./run does not change it. Give --namespace OTHER,"
                                + " an unused name, for the sample; or --no-sample to serve the objects in namespace demo")
                .contains("./run: nothing was changed");
        assertThat(output)
                .contains("create   DevOpsProject trial-demo, which creates Namespace trial-demo")
                .contains(
                        "serve    namespace trial-demo: Jenkinsfiles of pipelines there run on this machine, as user ")
                .contains("run hello-1      Succeeded, build 1")
                .doesNotContain("mine", "stays:");
        assertThat(versions(before)).isEqualTo(versions(before, before));
        assertThat(names(client.namespaces().list().getItems()))
                .contains("demo")
                .doesNotContain("trial-demo")
                .noneMatch(name -> name.startsWith("kubesphere-devops-trial-"));
    }

    @Test
    void foreignObjectsInTheNamespaceOfTheSampleAreKept() throws Exception {
        try (TrialProcess trial = start("--yes")) {
            await("the sample run has ended")
                    .until(() -> output(trial), output -> output.contains("In a second terminal"));
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("mine")
                            .withNamespace("demo")
                            .endMetadata()
                            .build())
                    .create();
            int code = trial.interrupt();

            assertThat(trial.await()).isEqualTo(code);
            assertThat(trial.output())
                    .contains(
                            "stays: DevOpsProject demo with its namespace and all objects in it, because ./run did not"
                                    + " create some of them: ConfigMap demo/mine. To delete it with all objects in it: kubectl"
                                    + " --kubeconfig " + kubeconfig + " --context " + context()
                                    + " delete devopsproject demo")
                    .contains(
                            "stays: the CRDs that ./run installed, and with them all objects of their kinds. To delete"
                                    + " these: kubectl --kubeconfig " + kubeconfig + " --context " + context()
                                    + " delete crd ");
        }
        assertThat(client.configMaps().inNamespace("demo").withName("mine").get())
                .isNotNull();
        // The objects can now be deleted without our operator, because our finalizers were removed.
        client.resources(DevOpsProject.class).withName("demo").delete();
        await("the namespace is deleted")
                .until(() -> client.namespaces().withName("demo").get() == null);
    }

    @Test
    void theTrialRefusesToRunWithAnotherController() throws Exception {
        client.resource(namespace("kubesphere-devops-system")).create();
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName("kubesphere-devops")
                        .withNamespace("kubesphere-devops-system")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("jenkins-0")
                        .withLeaseDurationSeconds(15)
                        .withRenewTime(ZonedDateTime.now())
                        .endSpec()
                        .build())
                .create();

        assertThat(run(1, "--exit", "--yes"))
                .contains(
                        "jenkins-0 already works on this cluster: it holds Lease"
                                + " kubesphere-devops-system/kubesphere-devops. It and this ./run would act on the same objects");
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void aDifferentDefinitionIsNotChanged() throws Exception {
        CrdInstaller.installOurs(client);
        String name = "pipelines.devops.kubesphere.io";
        client.apiextensions().v1().customResourceDefinitions().withName(name).edit(definition -> {
            definition.getSpec().getNames().setShortNames(List.of("pipe"));
            return definition;
        });
        HasMetadata before = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();

        assertThat(run(0, "--exit", "--yes"))
                .contains("existing CRDs that differ from crds/: " + name)
                .doesNotContain("delete crd");
        assertThat(client.resource(before).get().getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());
    }

    /**
     * Earlier, these runs were started without being in the plan: the plan counted nothing if one of our CRDs was
     * missing.
     */
    @Test
    void waitingRunsAreAnnouncedAlsoIfAnotherKindIsMissing() throws Exception {
        CrdInstaller.installOurs(client);
        createDemoObjects();
        Resource<CustomResourceDefinition> templates =
                client.apiextensions().v1().customResourceDefinitions().withName("templates.devops.kubesphere.io");
        templates.delete();
        await("the CRD is deleted").until(() -> templates.get() == null);

        assertThat(run(1, "--no-sample"))
                .contains("missing CRDs: templates.devops.kubesphere.io")
                .contains("existing objects: projects 1, pipelines 2, runs 2 (unfinished, would be built: 2)");
    }

    @Test
    void withoutAnAnswerNothingIsChanged() throws Exception {
        assertThat(run(1, "--exit")).contains("Give --yes to continue without a question. Nothing was changed");
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void anUnreachableApiServerIsReportedWithTheCause() throws Exception {
        cluster.stop();

        assertThat(run(1, "--exit", "--yes"))
                .containsPattern("./run: cannot reach https://127.0.0.1:[0-9]+, context .* of .*: .*refused.*"
                        + "Check that the cluster is running and that this is the cluster you want");
    }

    private String context() {
        return Config.fromKubeconfig(cluster.kubeconfig()).getCurrentContext().getName();
    }

    private List<HasMetadata> createDemoObjects() {
        return Stream.of(DEMO.split("---\n", -1))
                .map(yaml -> (HasMetadata) Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .map(object -> client.resource(object).create())
                .toList();
    }

    private SortedMap<String, String> versions(List<HasMetadata> objects) {
        return versions(
                objects,
                objects.stream().map(object -> client.resource(object).get()).toList());
    }

    /** Returns UIDs and resource versions by kind and name, which show that no object was written. */
    private static SortedMap<String, String> versions(List<HasMetadata> named, List<? extends HasMetadata> objects) {
        SortedMap<String, String> versions = new TreeMap<>();
        for (int i = 0; i < named.size(); i++) {
            HasMetadata object = objects.get(i);
            versions.put(
                    named.get(i).getKind() + " " + named.get(i).getMetadata().getName(),
                    object == null
                            ? "gone"
                            : object.getMetadata().getUid() + " "
                                    + object.getMetadata().getResourceVersion());
        }
        return versions;
    }

    private static Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static List<String> names(List<Namespace> namespaces) {
        return namespaces.stream()
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }

    private TrialProcess start(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--kubeconfig", kubeconfig.toString()));
        all.addAll(List.of(arguments));
        return TrialProcess.start(kubeconfig.getParent(), all);
    }

    private String run(int code, String... arguments) throws Exception {
        try (TrialProcess trial = start(arguments)) {
            int exitCode = trial.await();
            assertThat(exitCode).as(trial.output()).isEqualTo(code);
            return trial.output();
        }
    }

    private static String output(TrialProcess trial) {
        try {
            return trial.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
