package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobIntrospection;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Scenario;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.controlplane.Checkout;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsFiles;
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
 * Jobs with branches as the plugins of their sources read, show and save them: the Pipelines of {@code jobxml/multibranch}, on a
 * controller of its own with those plugins that {@code -Djenkins.plugins} has. Nobody answers at their addresses.
 */
class ControllerSourcesIT {
    private static final Path CASES =
            Checkout.root().resolve("src/test/resources/io/jenkins/plugins/kubesphere/devops/jobxml/multibranch");

    /** What a case needs, by the beginning of its name. */
    private static final Map<String, List<String>> NEEDS = new TreeMap<>(Map.of(
            "bitbucket", List.of("cloudbees-bitbucket-branch-source", "skip-notifications-trait"),
            "git-", List.of("git"),
            "github", List.of("github-branch-source", "skip-notifications-trait"),
            "gitlab", List.of("gitlab-branch-source"),
            "new-branches", List.of("git"),
            "single-svn", List.of("subversion"),
            "svn-bare", List.of("subversion"),
            "svn-full", List.of("subversion", "multibranch-action-triggers")));

    private static final String LOOK = """
            println job.description
            println shown(job.orphanedItemStrategy)
            println shown(job.projectFactory)
            job.triggers.values().each { println shown(it) }
            job.sources.each { println shown(it) }
            job.properties.findAll { it.class.simpleName != 'ManagedFolderProperty' }.each { println shown(it) }
            """;

    /**
     * What became of one job.
     *
     * @param loaded as Jenkins had it in memory once we had made it
     * @param saved its document once Jenkins had saved it
     * @param posted the same after that was posted as a new document, and saved again
     * @param reloaded as Jenkins had it in memory after a restart
     * @param resaved its document after that, once Jenkins had saved it again
     * @param reconciled the same once we had looked at it again, twice
     */
    private record SavedDocuments(
            Pipeline pipeline,
            String loaded,
            String saved,
            String posted,
            String reloaded,
            String resaved,
            String reconciled) {}

    private static final Map<String, SavedDocuments> JOURNEYS = new TreeMap<>();

    private static JenkinsFiles files;
    private static ControllerTarget target;
    private static JenkinsController controller;
    private static Scenario loop;

    @BeforeAll
    static void travel() throws IOException {
        files = JenkinsFiles.assumeGiven();
        target = ControllerTarget.install(
                files,
                NEEDS.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .filter(files::has)
                        .toList());
        controller = target.controller();
        loop = Scenario.start(target);
        List<String> possible = cases().stream()
                .filter(name -> needs(name).stream().allMatch(files::has))
                .toList();
        Map<String, Pipeline> pipelines =
                possible.stream().collect(Collectors.toMap(name -> name, ControllerSourcesIT::make));
        Map<String, String> loaded = of(possible, ControllerSourcesIT::look);
        Map<String, String> saved = of(possible, ControllerSourcesIT::save);
        Map<String, String> posted = of(possible, name -> {
            controller.http().postXml(JenkinsController.path(loop.job(name)) + "config.xml", saved.get(name));
            return save(name);
        });
        loop.restart();
        Map<String, String> reloaded = of(possible, ControllerSourcesIT::look);
        Map<String, String> resaved = of(possible, ControllerSourcesIT::save);
        pipelines
                .values()
                .forEach(pipeline -> loop.edit(
                        pipeline, found -> found.getMetadata().getAnnotations().put("example.com/touched", "yes")));
        Scenario.pause(3_000);
        for (String name : possible) {
            JOURNEYS.put(
                    name,
                    new SavedDocuments(
                            pipelines.get(name),
                            loaded.get(name),
                            saved.get(name),
                            posted.get(name),
                            reloaded.get(name),
                            resaved.get(name),
                            controller.document(loop.job(name))));
        }
    }

    @AfterAll
    static void end() {
        if (target != null) {
            target.discard();
        }
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> needs(String name) {
        return NEEDS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static Map<String, String> of(List<String> names, UnaryOperator<String> what) {
        return names.stream().collect(Collectors.toMap(name -> name, what));
    }

    /** Waits for the job, and for its first scan, so that nothing but us touches it later. */
    private static Pipeline make(String name) {
        String yaml;
        try {
            yaml = Files.readString(CASES.resolve(name).resolve("pipeline.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Pipeline wanted = Serialization.unmarshal(yaml.replaceAll("\\bgolden\\b", loop.namespace), Pipeline.class);
        wanted.getMetadata().setUid(null);
        Pipeline pipeline = loop.awaitReady(loop.client.resource(wanted).create());
        return loop.await(pipeline, found -> found.getStatus()
                .condition("Scanned")
                .map(Condition::reason)
                .filter(reason -> !reason.equals("NotScanned"))
                .isPresent());
    }

    private static String look(String name) {
        return JobIntrospection.of(controller, loop.job(name), LOOK);
    }

    private static String save(String name) {
        return JobIntrospection.saved(controller, loop.job(name));
    }

    private static SavedDocuments documents(String name) {
        files.assumeHas(needs(name));
        return JOURNEYS.get(name);
    }

    /** What is in {@code loaded.txt} was compared with the Pipeline beside it by a person; it is not written by a test. */
    @ParameterizedTest
    @MethodSource("cases")
    void isReadAsItsPipelineSaysIt(String name) throws IOException {
        SavedDocuments documents = documents(name);
        String expected = Files.readString(CASES.resolve(name).resolve("loaded.txt"))
                .replace("golden/", loop.namespace + "/")
                .replace("UID", documents.pipeline().getMetadata().getUid());
        assertThat(documents.loaded()).isEqualTo(expected);
        assertThat(documents.reloaded()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameWhoeverSavesItAndHoweverOftenItIsLoaded(String name) {
        SavedDocuments documents = documents(name);
        assertThat(documents.posted()).isEqualTo(documents.saved());
        assertThat(documents.resaved()).isEqualTo(documents.saved());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNothingThatWeWouldWriteAnew(String name) {
        SavedDocuments documents = documents(name);
        assertThat(documents.reconciled()).isEqualTo(documents.saved());
        assertThat(loop.client.v1().events().inNamespace(loop.namespace).list().getItems().stream()
                        .filter(event -> event.getInvolvedObject().getName().equals(name))
                        .map(event -> event.getReason()))
                .doesNotContain("DriftCorrected");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holdsNothingThatItsPluginDoesNotKnow(String name) throws IOException {
        documents(name);
        assertThat(JobIntrospection.unreadable(controller, created(name))).isEqualTo("[]");
    }

    /** Else the test before this could not fail. */
    @Test
    void whatAPluginDoesNotKnowIsSeen() throws IOException {
        files.assumeHas(List.of("git"));
        String created = created("git-full");
        assertThat(JobIntrospection.unreadable(controller, created.replace("TagDiscoveryTrait", "TagsTrait")))
                .isEqualTo("[jenkins.plugins.git.traits.TagsTrait]");
        assertThat(JobIntrospection.unreadable(controller, created.replace("honorRefspec", "honourRefspec")))
                .isEqualTo("[honourRefspec]");
    }

    private static String created(String name) throws IOException {
        return Files.readString(CASES.resolve(name).resolve("created.xml"));
    }
}
