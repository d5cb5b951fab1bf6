package io.jenkins.plugins.kubesphere.devops.trial.runs;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands for a second terminal and checks what they print. */
@WithCluster
class RunCommandExecutorIT {
    private static final String JENKINSFILE_WITH_INPUT = """
            pipeline { agent any; stages { stage('Ask') { steps { echo 'before'; input 'go on?'; echo 'after' } } } }
            """;

    @TempDir
    Path folder;

    private AcceptanceTestProject scenario;
    private TrialCommandServer socket;

    @BeforeEach
    void start(Config config) throws Exception {
        AtomicReference<Engine> engine = new AtomicReference<>();
        scenario =
                AcceptanceTestProject.start(new EmbeddedTarget(config, folder.resolve("state")).wrapEngine(embedded -> {
                    engine.set(embedded);
                    return embedded;
                }));
        Files.deleteIfExists(path());
        socket = TrialCommandServer.open(
                path(),
                new RunCommandExecutor(
                        scenario.client,
                        Set.of(scenario.namespace),
                        engine.get().runLogs()::log,
                        new EmbeddedInputResponder(engine.get())));
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        scenario.close();
    }

    @Test
    void theLogCommandFollowsALogAndReturnsTheResult() {
        scenario.createPipeline("good", AcceptanceTestProject.SUCCEEDS);
        scenario.createPipeline(
                "bad", "pipeline { agent any; stages { stage('A') { steps { echo 'one'; error 'broken' } } } }");
        scenario.createRun("good-1", "good");
        AskResult good = send("logs", "good-1");
        scenario.createRun("bad-1", "bad");
        AskResult bad = send("logs", "bad-1", "-n", scenario.namespace);

        assertThat(good.code()).isZero();
        assertThat(good.out()).endsWith("Finished: SUCCESS\n");
        assertThat(good.notes()).isEqualTo("./run: run good-1: Succeeded\n");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("one\n").endsWith("Finished: FAILURE\n").containsOnlyOnce("Finished");
        assertThat(bad.notes()).startsWith("./run: run bad-1: Failed, ").contains("broken");
    }

    @Test
    void withoutANameTheNewestRunIsUsed() {
        assertThat(send("logs")).isEqualTo(new AskResult(1, "", "./run: there is no run yet; create a PipelineRun\n"));
        scenario.createPipeline("good", AcceptanceTestProject.SUCCEEDS);
        scenario.createRun("good-1", "good");

        assertThat(send("logs").notes()).isEqualTo("./run: run good-1: Succeeded\n");
    }

    @Test
    void anUnknownRunIsReported() {
        assertThat(send("logs", "nobody"))
                .isEqualTo(new AskResult(
                        1, "", "./run: there is no run nobody; ./run kubectl get pipelineruns -A lists them\n"));
        assertThat(send("proceed").notes())
                .isEqualTo("./run: the name of a run is missing; use: ./run proceed RUN [-n NAMESPACE]\n");
        assertThat(send("logs", "--bogus").code()).isEqualTo(2);
        assertThat(send("log", "nobody"))
                .isEqualTo(new AskResult(
                        2, "", "./run: log is not a command; use: ./run logs|proceed|abort [RUN] [-n NAMESPACE]\n"));
    }

    @Test
    void anInputIsAnswered() {
        scenario.createPipeline("asks", JENKINSFILE_WITH_INPUT);
        for (String name : List.of("asks-1", "asks-2")) {
            PipelineRun run = scenario.createRun(name, "asks");
            await("the run waits for its input")
                    .until(() -> scenario.client.resource(run).get(), PipelineRuns::waitsForInput);
        }

        assertThat(send("proceed", "asks-1")).isEqualTo(new AskResult(0, "run asks-1 continues\n", ""));
        assertThat(send("abort", "asks-2")).isEqualTo(new AskResult(0, "run asks-2 is aborted\n", ""));

        assertThat(send("logs", "asks-1").out()).contains("after\n", "Finished: SUCCESS");
        assertThat(send("logs", "asks-2").out()).doesNotContain("after\n").contains("Finished: ABORTED");
        assertThat(send("proceed", "asks-1"))
                .isEqualTo(new AskResult(1, "", "./run: run asks-1 does not wait for an input; it is Succeeded\n"));
    }

    /** Earlier, the command failed with the message that the trial has ended. */
    @Test
    void aRunWithoutAPipelineCannotBeAnswered() {
        scenario.createRun("bare", RunSpecs.of(null));

        AskResult result = send("proceed", "bare");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.notes()).startsWith("./run: run bare does not wait for an input; it is ");
    }

    @Test
    void anEndedTrialIsReported() throws Exception {
        socket.close();

        assertThat(send("logs").notes())
                .isEqualTo("./run: the trial does not answer any more; start it with ./run in another terminal\n");
    }

    private Path path() {
        return folder.resolve("s");
    }

    private AskResult send(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        int code = TrialClient.send(
                path(),
                command,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(notes, true, StandardCharsets.UTF_8));
        return new AskResult(code, out.toString(StandardCharsets.UTF_8), notes.toString(StandardCharsets.UTF_8));
    }

    private record AskResult(int code, String out, String notes) {}
}
