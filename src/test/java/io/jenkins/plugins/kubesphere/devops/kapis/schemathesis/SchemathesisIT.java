package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.SyntaxChecker;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisTimings;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.support.FakeGitServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.RouteTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Lets schemathesis call each route with thousands of requests, right and wrong ones, on a cluster with some objects. No
 * answer may be a 500, and each must be one of those that the description of the API promises. The cluster is never one
 * that was running: the requests create, change and delete what they can.
 */
class SchemathesisIT {
    private static final Path FOLDER = RepositoryRoot.root().resolve("src/test/schemathesis");
    private static final String NAMESPACE = "generated";
    private static final int MAX_MINUTES = 10;
    /** Nothing starts builds, so it is of no use to wait for their numbers. */
    private static final KapisTimings WITHOUT_OPERATOR = new KapisTimings(
            KapisTimings.DEFAULT.session(),
            KapisTimings.DEFAULT.allowed(),
            KapisTimings.DEFAULT.watches(),
            Duration.ZERO);

    @Test
    void eachAnswerIsOneThatTheDescriptionPromises() throws Exception {
        assumeTrue(run("./install", "--check") == 0, "needs Python 3.10 or newer with venv");
        assertThat(run("./install")).as("src/test/schemathesis/install").isZero();
        Path output = freshFolder(RepositoryRoot.root().resolve("target/schemathesis"));
        try (KubernetesCluster cluster = KubernetesCluster.start(output.resolve("control-plane"), 0);
                KubernetesClient admin = cluster.createClient()) {
            CrdInstaller.installFolder(admin, RepositoryRoot.root().resolve("crds"));
            admin.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
            try (FakeGitServer provider = SampleGitServer.start();
                    KapisTestServer server = start(cluster, provider)) {
                SampleObjects objects = SampleObjects.create(admin, NAMESPACE, provider.address());
                objects.awaitIn(server.client());
                new WatchCheck(server.client(), objects).run();
                check(server.client(), objects, output);
            }
        }
    }

    private static KapisTestServer start(KubernetesCluster cluster, FakeGitServer provider) {
        Engine engine = new ForwardingEngine(new EmptyEngine()) {
            @Override
            public ArtifactReader artifacts() {
                return new SampleArtifacts();
            }

            @Override
            public RunLogReader runLogs() {
                return new SampleLogs();
            }

            @Override
            public SyntaxChecker syntax() {
                return new SampleSyntaxChecker();
            }

            @Override
            public BranchScanLogReader branchScanLogs() {
                return (job, offset) -> Optional.of(new LogChunk("Started\n", 8, false));
            }
        };
        return KapisTestServer.start(
                cluster,
                cluster.createConfig(),
                engine,
                KapisSettings.ofKubernetes("host", Set.of(), "kube-system").withScmHosts(List.of(provider.address())),
                WITHOUT_OPERATOR);
    }

    private static void check(KapisClient kapis, SampleObjects objects, Path output) throws Exception {
        Path document = output.resolve("openapi.json");
        ObjectNode description = (ObjectNode) kapis.document("/kapis/openapi/v3");
        Files.writeString(document, objects.nameIn(description).toString());
        Path answers = output.resolve("answers.json");
        Path log = output.resolve("schemathesis.log");
        ProcessBuilder command = new ProcessBuilder(
                FOLDER.resolve("run").toString(),
                "--config-file=" + FOLDER.resolve("schemathesis.toml"),
                "run",
                "--url=" + kapis.address(),
                "--report=junit",
                "--report-dir=" + output,
                document.toString());
        command.environment()
                .putAll(Map.of(
                        "KAPIS_TOKEN",
                        kapis.administrator(),
                        "KAPIS_ANSWERS",
                        answers.toString(),
                        "KAPIS_GIT_SERVER",
                        objects.gitServer(),
                        "PYTHONPATH",
                        FOLDER.toString(),
                        "PYTHONDONTWRITEBYTECODE",
                        "1"));
        Process process = command.directory(output.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended)
                .as("schemathesis ended within %d minutes", MAX_MINUTES)
                .isTrue();
        assertThat(process.exitValue()).as("%s\n%s", log, Files.readString(log)).isZero();
        JsonNode counts = new ObjectMapper().readTree(answers.toFile());
        assertThat(RouteTables.all().stream().flatMap(SchemathesisIT::expectations))
                .hasSameSizeAs(counts)
                .allSatisfy(expected -> assertThat(
                                counts.at("/" + expected.operation().replace("/", "~1") + "/" + expected.status())
                                        .asInt())
                        .as("%s of %s", expected, counts.path(expected.operation()))
                        .isPositive());
    }

    /** An answer that each operation has at least once. */
    private record Expectation(String operation, int status) {}

    private static Stream<Expectation> expectations(RouteTable table) {
        return table.routes().stream()
                .map(route -> new Expectation(
                        route.method() + " /kapis/" + table.group() + "/" + table.version()
                                + route.template().text(),
                        status(route)));
    }

    /** Only a controller of Jenkins has crumbs, and the plugin of generic webhooks. */
    private static int status(Route route) {
        boolean isOfController = Set.of("/crumbissuer", "/webhook/generic-trigger")
                .contains(route.template().text());
        return isOfController ? 404 : route.offered() ? 200 : 501;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static Path freshFolder(Path parent) throws Exception {
        return Files.createTempDirectory(Files.createDirectories(parent), "");
    }
}
