package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandReader;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandRunner;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies the samples, and runs the commands of the documentation about them, with the real kubectl. */
@WithCluster
class SamplesIT {
    private static final String RUN = "pipelinerun.devops.kubesphere.io/hello-1";

    private final String namespace = TestNamespace.randomName();

    @TempDir
    Path folder;

    private DocumentedCommandRunner shell;
    private AcceptanceTestProject scenario;

    @BeforeEach
    void start(KubernetesCluster cluster) throws IOException {
        Path copies = Files.createDirectory(folder.resolve("samples"));
        for (String name : List.of("all.yaml", "pipeline.yaml", "project.yaml", "run.yaml")) {
            Files.writeString(copies.resolve(name), sample(name).replace("demo", namespace));
        }
        shell = DocumentedCommandRunner.create(folder, cluster.kubeconfig());
        scenario = AcceptanceTestProject.startIn(
                new EmbeddedTarget(cluster.createConfig(), folder.resolve("state")), namespace);
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void theSingleFileIsAppliedAtTheFirstAttempt() {
        assertThat(kubectl("apply -f FOLDER/all.yaml").lines()).hasSize(4).allMatch(line -> line.endsWith(" created"));

        assertThat(awaitEndAndGetPhase()).isEqualTo("Succeeded");
        assertThat(kubectl("apply -f FOLDER/all.yaml").lines()).allMatch(line -> line.endsWith(" unchanged"));
    }

    @Test
    void theSingleFileCanBeDeletedWithKubectl() {
        kubectl("apply -f FOLDER/all.yaml");
        awaitEndAndGetPhase();

        kubectl("delete -f FOLDER/all.yaml --timeout=1m");

        assertThat(kubectl("get devopsprojects.devops.kubesphere.io,namespaces -o name"))
                .doesNotContain(namespace + "\n");
    }

    @Test
    void theFolderIsAppliedAtTheFirstAttempt() {
        assertThat(kubectl("apply -f FOLDER").lines().filter(line -> line.endsWith(" created")))
                .hasSize(4);

        assertThat(awaitEndAndGetPhase()).isEqualTo("Succeeded");
    }

    @Test
    void theDocumentedCommandsApplyEachSample() {
        List<String> commands = new DocumentedCommandReader("resources.md").commands("All in one file");
        assertThat(commands).hasSize(1);

        shell.runSuccessfully(adaptCommand(commands.get(0)));

        assertThat(awaitEndAndGetPhase()).isEqualTo("Succeeded");
    }

    /** The operator is stopped, because a fast one could create the namespace between two requests of kubectl. */
    @Test
    void aFileWithoutTheNamespaceIsAppliedTwice() throws IOException {
        String all = Files.readString(folder.resolve("samples/all.yaml"));
        Files.writeString(folder.resolve("samples/all.yaml"), all.substring(all.indexOf("---\n")));

        scenario.target.stop();
        DocumentedCommandRunner.CommandResult first = shell.run(adaptCommand("kubectl apply -f samples/all.yaml"));

        assertThat(first.code()).isEqualTo(1);
        assertThat(first.out()).isEqualTo("devopsproject.devops.kubesphere.io/" + namespace + " created\n");
        assertThat(first.err()).contains("namespaces \"" + namespace + "\" not found");
        scenario.target.start(Set.of(namespace));
        kubectl("wait devopsproject.devops.kubesphere.io/" + namespace + " --for=condition=Ready");
        assertThat(kubectl("apply -f FOLDER/all.yaml").lines().filter(line -> line.endsWith(" created")))
                .hasSize(2);
        assertThat(awaitEndAndGetPhase()).isEqualTo("Succeeded");
    }

    @Test
    void theSingleFileEqualsTheSeparateFiles() throws IOException {
        List<Object> single = documents(sample("all.yaml"));
        List<Object> others = Stream.of("project.yaml", "pipeline.yaml", "run.yaml")
                .flatMap(name -> documents(sample(name)).stream())
                .toList();

        assertThat(single.subList(1, single.size())).isEqualTo(others);
    }

    private static List<Object> documents(String yaml) {
        return Stream.of(yaml.split("(?m)^---$"))
                .map(document -> (Object) Serialization.unmarshal(document, HasMetadata.class))
                .toList();
    }

    private static String sample(String name) {
        try {
            return Files.readString(RepositoryRoot.root().resolve("samples").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String kubectl(String arguments) {
        return shell.runSuccessfully(adaptCommand("kubectl " + arguments.replace("FOLDER", "samples")));
    }

    /**
     * Changes a documented command to use the copy of the samples, and the namespace of this test.
     */
    private String adaptCommand(String command) {
        return command.replace("demo", namespace)
                .replace("samples", folder.resolve("samples").toString());
    }

    private String awaitEndAndGetPhase() {
        kubectl("wait " + RUN + " -n " + namespace + " --for=jsonpath='{.status.completionTime}' --timeout=1m");
        return kubectl("get " + RUN + " -n " + namespace + " -o jsonpath='{.status.phase}'");
    }
}
