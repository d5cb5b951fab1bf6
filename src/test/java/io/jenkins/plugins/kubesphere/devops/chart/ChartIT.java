package io.jenkins.plugins.kubesphere.devops.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders the chart with Helm: with the default values, and with each value changed. */
@WithCluster
class ChartIT {
    private static final Path VARIATIONS =
            Path.of("src/test/resources/io/jenkins/plugins/kubesphere/devops/chart/variations");
    private static final List<String> OTHER_NAMESPACE_SUFFIXES = List.of("-agents", "-system", "-a", "-b");

    @TempDir
    static Path folder;

    private static DocumentedCommandRunner shell;
    private static KubernetesClient admin;
    private static String namespace;

    /** Objects are only sent with a dry run, but the API server requires their namespaces to exist. */
    @BeforeAll
    static void createNamespaces(KubernetesCluster cluster, KubernetesClient client, TestNamespace own) {
        shell = DocumentedCommandRunner.create(folder, cluster.kubeconfig());
        admin = client;
        namespace = own.name();
        // The API server itself reports violations of the pod security level: it refuses pods, and warns about objects
        // that create pods.
        admin.namespaces().withName(namespace).edit(found -> new NamespaceBuilder(found)
                .editMetadata()
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build());
        OTHER_NAMESPACE_SUFFIXES.forEach(suffix -> admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace + suffix)
                        .addToLabels(TestNamespace.LABEL, "true")
                        .endMetadata()
                        .build())
                .create());
    }

    @AfterAll
    static void deleteNamespaces() {
        OTHER_NAMESPACE_SUFFIXES.forEach(
                suffix -> admin.namespaces().withName(namespace + suffix).delete());
    }

    static Stream<Path> variations() throws IOException {
        return Files.list(RepositoryRoot.root().resolve(VARIATIONS)).sorted();
    }

    @ParameterizedTest
    @MethodSource("variations")
    void eachVariationIsAccepted(Path values) throws IOException {
        Path file = Files.writeString(
                folder.resolve(values.getFileName()), Files.readString(values).replace("NAMESPACE", namespace));

        assertThat(shell.runSuccessfully("helm lint --strict chart -n " + namespace + " -f " + file))
                .doesNotContain("[INFO]", "[WARNING]", "[ERROR]");
        RenderedChart rendered = rendered("-f " + file);

        assertThat(rendered.objects())
                .allMatch(object -> object.getMetadata().getLabels().containsKey("app.kubernetes.io/instance"));
        DocumentedCommandRunner.CommandResult result = shell.run("helm template r chart -n " + namespace + " -f " + file
                + " 2>/dev/null | kubectl apply --server-side --dry-run=server --validate=strict -f -");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).as("warnings of kubectl").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plugin.sweepMinutes=0          | at '/plugin/sweepMinutes': minimum: got 0, want 1
                    plugin.sweepMinutes=soon       | at '/plugin/sweepMinutes': got string, want integer
                    plugin.maxUnfinishedRuns=0     | at '/plugin/maxUnfinishedRuns': minimum: got 0, want 1
                    plugin.runsToKeep=-2           | at '/plugin/runsToKeep': minimum: got -2, want -1
                    plugin.sweep=5                 | at '/plugin': additional properties 'sweep' not allowed
                    plugin.namespaces={a,B}        | at '/plugin/namespaces/1': 'B' does not match pattern
                    plugin.namespaces={a,a}        | at '/plugin/namespaces': items at 0 and 1 are equal
                    plugin.systemNamespace=a.b     | at '/plugin/systemNamespace': 'a.b' does not match pattern
                    plugin.restApi.webhookSecret=B | at '/plugin/restApi/webhookSecret': 'B' does not match pattern
                    pluginn.enabled=true           | at '': additional properties 'pluginn' not allowed
                    controller.image.repository=   | at '/controller/image/repository': minLength: got 0, want 1
                    controller.serviceType=Ingress | at '/controller/serviceType': value must be one of 'ClusterIP'
                    controller.jenkinsUrl=jenkins  | at '/controller/jenkinsUrl': 'jenkins' does not match pattern
                    controller.JCasC.configScripts.jenkins=x | invalid propertyName 'jenkins'
                    persistence.size=big           | at '/persistence/size': 'big' does not match pattern
                    serviceAccount.create=false    | serviceAccount.name: name the account that Jenkins runs as
                    agent.namespace=NAMESPACE      | agent.namespace: NAMESPACE is the namespace of the controller
                    """)
    void theMessageAboutAWrongValueNamesIt(String setting, String message) {
        DocumentedCommandRunner.CommandResult result = shell.run(
                "helm template r chart -n " + namespace + " --set '" + setting.replace("NAMESPACE", namespace) + "'");

        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains(message.replace("NAMESPACE", namespace));
    }

    @Test
    void theChartGrantsExactlyTheRightsThatThePluginNeeds() {
        String system = namespace + "-system";
        String options = "--set plugin.systemNamespace=" + system;

        assertThat(rendered(options).permissions())
                .containsExactlyInAnyOrderElementsOf(rights(ClusterRequirements.withCredentials(system)))
                .anyMatch(right -> right.resource().equals("secrets"));
        assertThat(rendered(options + " --set plugin.credentialsFromSecrets=false")
                        .permissions())
                .containsExactlyInAnyOrderElementsOf(
                        rights(ClusterRequirements.withoutCredentials(system, RunStoreType.CONFIG_MAP)))
                .noneMatch(right -> right.resource().equals("secrets"));
    }

    @ParameterizedTest
    @EnumSource(value = RunStoreType.class, mode = EnumSource.Mode.EXCLUDE, names = "CONFIG_MAP")
    void withAnotherStoreThereAreNoRightsToConfigMaps(RunStoreType store) {
        String system = namespace + "-system";

        assertThat(rendered("--set plugin.systemNamespace=" + system + " --set plugin.runStore=" + store.value())
                        .permissions())
                .containsExactlyInAnyOrderElementsOf(
                        rights(ClusterRequirements.withCredentials(system, Set.of(), true, store)))
                .noneMatch(right -> right.resource().equals("configmaps"));
    }

    @Test
    void listedNamespacesLimitTheRightsToSecrets() {
        String options = "--set plugin.systemNamespace=" + namespace + "-system --set plugin.namespaces={a,b}";

        assertThat(rendered(options).permissions())
                .containsExactlyInAnyOrderElementsOf(rights(ClusterRequirements.withCredentials(
                        namespace + "-system", Set.of("a", "b"), true, RunStoreType.CONFIG_MAP)))
                .filteredOn(right -> right.resource().equals("secrets"))
                .extracting(RequiredPermission::namespace)
                .containsOnly("a", "b");
        assertThat(rendered(options + " --set plugin.credentialsFromSecrets=false")
                        .permissions())
                .containsExactlyInAnyOrderElementsOf(
                        rights(ClusterRequirements.withoutCredentials(namespace + "-system", RunStoreType.CONFIG_MAP)));
    }

    /** A variable of the environment would be on a page of Jenkins. */
    @Test
    void theTokenForKubeSphereIsAFile() {
        String options = "--set plugin.restApi.enabled=true --set plugin.restApi.kubeSphereUrl=http://ks --set"
                + " plugin.restApi.kubeSphereTokenSecret=ks-token";

        assertThat(shell.runSuccessfully("helm template test chart " + options))
                .contains("kubeSphereToken: ${KUBESPHERE_TOKEN}", "path: KUBESPHERE_TOKEN", "name: \"ks-token\"")
                .doesNotContain("- name: KUBESPHERE_TOKEN");
    }

    @Test
    void whoWritesInTheNameOfCallersMayImpersonateThem() {
        String options = "--set plugin.restApi.enabled=true --set plugin.restApi.writes=";
        assertThat(rendered(options + "caller").permissions())
                .filteredOn(right -> right.verbs().contains("impersonate"))
                .extracting(RequiredPermission::resource)
                .containsExactlyInAnyOrder("users", "groups", "serviceaccounts");
        for (String other : new String[] {"plugin", "token"}) {
            assertThat(rendered(options + other).permissions()).as(other).noneMatch(right -> right.verbs()
                    .contains("impersonate"));
        }
    }

    @Test
    void theSecretOfWebhooksCanBeReadAlsoOutsideOfTheListedNamespaces() {
        assertThat(rendered("--set plugin.namespaces={a} --set plugin.restApi.enabled=true"
                                + " --set plugin.restApi.webhookSecret=hooks --set plugin.systemNamespace=" + namespace
                                + "-system")
                        .permissions())
                .filteredOn(right ->
                        right.resource().equals("secrets") && right.namespace().equals(namespace + "-system"))
                .flatExtracting(RequiredPermission::verbs)
                .containsExactly("get");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a"})
    void withoutAStatusOnSecretsThereIsNoRightToPatchThem(String served) {
        assertThat(rendered("--set plugin.systemNamespace=" + namespace + "-system --set plugin.statusOnSecrets=false"
                                + (served.isEmpty() ? "" : " --set plugin.namespaces={" + served + "}"))
                        .permissions())
                .containsExactlyInAnyOrderElementsOf(rights(ClusterRequirements.withCredentials(
                        namespace + "-system",
                        served.isEmpty() ? Set.of() : Set.of(served),
                        false,
                        RunStoreType.CONFIG_MAP)))
                .filteredOn(right -> right.resource().equals("secrets"))
                .flatExtracting(RequiredPermission::verbs)
                .containsOnly("list", "watch");
    }

    private static Set<RequiredPermission> rights(List<Preflight> requirements) {
        return requirements.stream()
                .flatMap(preflight -> preflight.permissions().stream())
                .flatMap(right -> right.verbs().stream().map(verb -> right.withVerbs(List.of(verb))))
                .collect(Collectors.toSet());
    }

    /** Two objects with the same name would overwrite each other. */
    @Test
    void eachSuffixIsDifferent() {
        assertThat(rendered("--set fullnameOverride=x").objects())
                .extracting(
                        object -> object.getKind() + " " + object.getMetadata().getNamespace() + " "
                                + object.getMetadata().getName())
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTheControllerAndTheUninstallJobHaveAToken() {
        RenderedChart rendered = rendered("");

        assertThat(rendered.all(ServiceAccount.class))
                .hasSize(3)
                .allMatch(account -> Boolean.FALSE.equals(account.getAutomountServiceAccountToken()));
        assertThat(rendered.pods().entrySet())
                .filteredOn(
                        pod -> !Boolean.FALSE.equals(pod.getValue().getSpec().getAutomountServiceAccountToken()))
                .extracting(Map.Entry::getKey)
                .containsExactly("r-kubesphere-devops", "r-kubesphere-devops-uninstall");
        assertThat(casc(rendered).get("jenkins.yaml")).contains("automountServiceAccountToken: false");
    }

    @Test
    void theConfigurationContainsNoPassword() {
        assertThat(casc(rendered("")).get("jenkins.yaml"))
                .contains("password: \"${jenkins-admin-password}\"", "id: \"${jenkins-admin-user}\"");
        assertThat(casc(rendered("--set controller.admin.passwordKey=p")).get("jenkins.yaml"))
                .contains("password: \"${p}\"");
    }

    @Test
    void theHomeIsKeptByDefaultAfterTheRelease() {
        assertThat(rendered("")
                        .single(PersistentVolumeClaim.class)
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("helm.sh/resource-policy", "keep");
        assertThat(rendered("--set persistence.keep=false")
                        .single(PersistentVolumeClaim.class)
                        .getMetadata()
                        .getAnnotations())
                .doesNotContainKey("helm.sh/resource-policy");
    }

    /** If this fails, run the command in the first lines of the file to write the file again. */
    @Test
    void theManifestsEqualTheRenderedChart() throws IOException {
        String file = Files.readString(RepositoryRoot.root().resolve("manifests/install.yaml"));
        String command = file.lines()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> line.startsWith("#   "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));

        assertThat(shell.runSuccessfully(command))
                .isEqualTo(file.lines()
                        .dropWhile(line -> line.startsWith("#"))
                        .collect(Collectors.joining("\n", "", "\n")));
        assertThat(RenderedChart.of(file).all(Secret.class))
                .as("Secrets in the manifests")
                .isEmpty();
    }

    @Test
    void theSeparateConfigurationEqualsThatOfTheChart() throws IOException {
        String file = Files.readString(RepositoryRoot.root().resolve("casc/kubesphere-devops.yaml"));
        String rendered = casc(RenderedChart.of(
                        shell.runSuccessfully("helm template r chart -n kubesphere-devops-system")))
                .get("kubesphere-devops.yaml");

        assertThat(Serialization.unmarshal(file, Map.class)).isEqualTo(Serialization.unmarshal(rendered, Map.class));
    }

    @Test
    void aTemplateThatIsThereAlreadyStays() {
        assertThat(rendered("").objects())
                .filteredOn(object -> object.getKind().matches("Cluster(Step)?Template"))
                .hasSize(25);
        ClusterTemplate known = new ClusterTemplate();
        known.getMetadata().setName("golang");
        admin.resource(known).create();
        try {
            assertThat(shell.runSuccessfully("helm install r chart -n " + namespace + " --dry-run=server"
                            + " --set agent.createNamespace=false"))
                    .contains("\n  name: maven\n")
                    .doesNotContain("\n  name: golang\n");
        } finally {
            admin.resource(known).delete();
        }
        assertThat(rendered("--set templates.enabled=false").objects())
                .noneMatch(object -> object.getKind().endsWith("Template"));
    }

    private static Map<String, String> casc(RenderedChart rendered) {
        return rendered.all(ConfigMap.class)
                .filter(map -> map.getMetadata().getName().endsWith("-casc"))
                .findAny()
                .orElseThrow()
                .getData();
    }

    private static RenderedChart rendered(String options) {
        return RenderedChart.of(shell.runSuccessfully("helm template r chart -n " + namespace + " " + options));
    }
}
