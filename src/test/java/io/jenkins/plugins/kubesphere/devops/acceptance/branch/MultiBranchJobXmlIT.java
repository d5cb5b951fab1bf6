package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobInspector;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks how the plugins of branch sources read, show and save jobs of the Pipelines in {@code jobxml/multibranch}.
 * Uses its own controller with the plugins that {@code -Djenkins.plugins} has. No server answers at the addresses of
 * the sources.
 */
class MultiBranchJobXmlIT {
    private static final Path CASES =
            RepositoryRoot.root().resolve("src/test/resources/io/jenkins/plugins/kubesphere/devops/jobxml/multibranch");

    /** Plugins that a case needs, by the prefix of its name. */
    private static final Map<String, List<String>> PLUGINS_BY_PREFIX = new TreeMap<>(Map.of(
            "bitbucket", List.of("cloudbees-bitbucket-branch-source", "skip-notifications-trait"),
            "git-", List.of("git"),
            "github", List.of("github-branch-source", "skip-notifications-trait"),
            "gitlab", List.of("gitlab-branch-source"),
            "new-branches", List.of("git"),
            "single-svn", List.of("subversion"),
            "svn-bare", List.of("subversion"),
            "svn-full", List.of("subversion", "multibranch-action-triggers")));

    private static final String PRINT_JOB_STATE = """
            println job.description
            println shown(job.orphanedItemStrategy)
            println shown(job.projectFactory)
            job.triggers.values().each { println shown(it) }
            job.sources.each { println shown(it) }
            job.properties.findAll { it.class.simpleName != 'ManagedFolderProperty' }.each { println shown(it) }
            """;
    private static JenkinsDistribution files;
    private static ControllerTarget target;
    private static JenkinsController controller;
    private static AcceptanceTestProject scenario;

    @BeforeAll
    static void createSaveAndReloadJobs() throws IOException {
        files = JenkinsDistribution.assumeGiven();
        target = ControllerTarget.install(
                files,
                PLUGINS_BY_PREFIX.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .filter(files::hasPlugin)
                        .toList());
        controller = target.controller();
        scenario = AcceptanceTestProject.start(target);
        List<String> casesWithPlugins = cases().stream()
                .filter(name -> requiredPlugins(name).stream().allMatch(files::hasPlugin))
                .toList();
        Map<String, Pipeline> pipelines =
                casesWithPlugins.stream().collect(Collectors.toMap(name -> name, MultiBranchJobXmlIT::createAndScan));
        Map<String, String> loaded = mapEach(casesWithPlugins, MultiBranchJobXmlIT::jobState);
        Map<String, String> saved = mapEach(casesWithPlugins, MultiBranchJobXmlIT::saveAndRead);
        Map<String, String> posted = mapEach(casesWithPlugins, name -> {
            controller.http().postXml(JenkinsHttpClient.urlPath(scenario.job(name)) + "config.xml", saved.get(name));
            return saveAndRead(name);
        });
        scenario.restart();
        Map<String, String> reloaded = mapEach(casesWithPlugins, MultiBranchJobXmlIT::jobState);
        Map<String, String> resaved = mapEach(casesWithPlugins, MultiBranchJobXmlIT::saveAndRead);
        pipelines
                .values()
                .forEach(pipeline -> scenario.edit(
                        pipeline, found -> found.getMetadata().getAnnotations().put("example.com/touched", "yes")));
        Await.pause(3_000);
        for (String name : casesWithPlugins) {
            SAVED_DOCUMENTS.put(
                    name,
                    new SavedDocuments(
                            pipelines.get(name),
                            loaded.get(name),
                            saved.get(name),
                            posted.get(name),
                            reloaded.get(name),
                            resaved.get(name),
                            controller.homeFolder().readConfigXml(scenario.job(name))));
        }
    }

    @AfterAll
    static void stopController() {
        if (target != null) {
            target.shutDown();
        }
    }

    /** A person compared {@code loaded.txt} with the Pipeline beside it; no test writes that file. */
    @ParameterizedTest
    @MethodSource("cases")
    void jenkinsReadsTheJobAsThePipelineDeclares(String name) throws IOException {
        SavedDocuments documents = documents(name);
        String expected = Files.readString(CASES.resolve(name).resolve("loaded.txt"))
                .replace("golden/", scenario.namespace + "/")
                .replace("UID", documents.pipeline().getMetadata().getUid());
        assertThat(withOldGitSymbol(documents.loaded())).isEqualTo(expected);
        assertThat(withOldGitSymbol(documents.reloaded())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theJobIsTheSameAfterSavesAndReloads(String name) {
        SavedDocuments documents = documents(name);
        assertThat(documents.posted()).isEqualTo(documents.saved());
        assertThat(documents.resaved()).isEqualTo(documents.saved());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aReconcileDoesNotWriteTheJobAgain(String name) {
        SavedDocuments documents = documents(name);
        assertThat(documents.reconciled()).isEqualTo(documents.saved());
        assertThat(scenario.client.v1().events().inNamespace(scenario.namespace).list().getItems().stream()
                        .filter(event -> event.getInvolvedObject().getName().equals(name))
                        .map(event -> event.getReason()))
                .doesNotContain("DriftCorrected");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachElementIsKnownToItsPlugin(String name) throws IOException {
        documents(name);
        assertThat(JobInspector.findUnknownNames(controller, created(name))).isEqualTo("[]");
    }

    /** Checks that {@link JobInspector#findUnknownNames} finds unknown elements, on which the test above relies. */
    @Test
    void anUnknownElementIsDetected() throws IOException {
        files.assumeHasPlugins(List.of("git"));
        String created = created("git-full");
        assertThat(JobInspector.findUnknownNames(controller, created.replace("TagDiscoveryTrait", "TagsTrait")))
                .isEqualTo("[jenkins.plugins.git.traits.TagsTrait]");
        assertThat(JobInspector.findUnknownNames(controller, created.replace("honorRefspec", "honourRefspec")))
                .isEqualTo("[honourRefspec]");
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> requiredPlugins(String name) {
        return PLUGINS_BY_PREFIX.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static Map<String, String> mapEach(List<String> names, UnaryOperator<String> function) {
        return names.stream().collect(Collectors.toMap(name -> name, function));
    }

    /** Creates the job and waits for its first scan, so that later only the test changes the job. */
    private static Pipeline createAndScan(String name) {
        String yaml;
        try {
            yaml = Files.readString(CASES.resolve(name).resolve("pipeline.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Pipeline wanted = Serialization.unmarshal(yaml.replaceAll("\\bgolden\\b", scenario.namespace), Pipeline.class);
        wanted.getMetadata().setUid(null);
        Pipeline pipeline = scenario.awaitReady(scenario.client.resource(wanted).create());
        return scenario.await(pipeline, found -> found.getStatus()
                .condition("Scanned")
                .map(Condition::reason)
                .filter(reason -> !reason.equals("NotScanned"))
                .isPresent());
    }

    private static String jobState(String name) {
        return JobInspector.print(controller, scenario.job(name), PRINT_JOB_STATE);
    }

    private static String saveAndRead(String name) {
        return JobInspector.saveAndRead(controller, scenario.job(name));
    }

    private static SavedDocuments documents(String name) {
        files.assumeHasPlugins(requiredPlugins(name));
        return SAVED_DOCUMENTS.get(name);
    }

    /** The plugin git calls its source {@code gitSource} in version 5.10.1, and {@code git} in 5.7.0. */
    private static String withOldGitSymbol(String loaded) {
        return loaded.replace("source=gitSource[", "source=git[");
    }

    private static String created(String name) throws IOException {
        return Files.readString(CASES.resolve(name).resolve("created.xml"));
    }

    /**
     * The states of one job during the test.
     *
     * @param loaded state in the memory of Jenkins after we created it
     * @param saved its document after Jenkins had saved it
     * @param posted its document after the saved document was posted as its config.xml, and saved again
     * @param reloaded state in the memory of Jenkins after a restart
     * @param resaved its document after the restart, saved by Jenkins again
     * @param reconciled its document after we had reconciled it twice more
     */
    private record SavedDocuments(
            Pipeline pipeline,
            String loaded,
            String saved,
            String posted,
            String reloaded,
            String resaved,
            String reconciled) {}

    private static final Map<String, SavedDocuments> SAVED_DOCUMENTS = new TreeMap<>();
}
