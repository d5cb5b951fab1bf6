package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests jobs whose earlier builds are many, or were deleted. Needs a real controller. */
class OldBuildsIT extends ControllerTestCase {
    private static final int OLD_BUILDS = 60;

    /**
     * The API server is away while runs are built, and the discarder deletes each build when the next one has ended.
     */
    @Test
    void aRunWhoseBuildWasDiscardedIsNotBuiltAgain() throws IOException {
        Path released = state.resolve("released");
        scenario.awaitReady(scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: web
                    disable_concurrent: true
                    jenkinsfile: |
                      pipeline {
                        agent any
                        options { buildDiscarder(logRotator(numToKeepStr: '1')) }
                        stages { stage('Wait') { steps { sh 'while [ ! -e %s ]; do sleep 0.1; done' } } }
                      }
                """.formatted(released)));
        PipelineRun first = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");
        List<PipelineRun> runs = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> i == 1 ? first : scenario.awaitPhase(scenario.createRun("web-" + i, "web"), "Pending"))
                .toList();
        int outputBefore = target.controller().output().length();
        target.network().refuse();
        target.network().cut();
        await("Jenkins logs the outage")
                .until(() -> target.controller().output().substring(outputBefore), log -> log.contains("cannot reach"));

        Files.createFile(released);

        await("only the last build is left")
                .until(
                        () -> builds().readAll(),
                        all -> all.size() == 1
                                && all.get(0).number() == 4
                                && all.get(0).hasEnded());
        target.network().allow();
        scenario.restart();
        assertBuildDeleted(runs.get(1), 2);
        assertBuildDeleted(runs.get(2), 3);
        PipelineRun last = scenario.awaitEnd(runs.get(3));
        assertThat(last.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(last.getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, "4");
        assertThat(scenario.awaitEnd(first).getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, "1");
        assertThat(builds().readAll()).extracting(BuildRecord::number).containsExactly(4);
        assertThat(deletedBuildLines())
                .containsExactly(
                        "1 " + uid(first) + " SUCCESS",
                        "2 " + uid(runs.get(1)) + " SUCCESS",
                        "3 " + uid(runs.get(2)) + " SUCCESS");

        scenario.client.resource(last).delete();
        scenario.awaitGone(last);
        scenario.client.resource(runs.get(2)).delete();
        scenario.awaitGone(runs.get(2));
        assertThat(builds().readAll()).isEmpty();
        assertThat(deletedBuildLines())
                .as("the build that was deleted with its run is not remembered")
                .containsExactly(
                        "1 " + uid(first) + " SUCCESS",
                        "2 " + uid(runs.get(1)) + " SUCCESS",
                        "3 " + uid(runs.get(2)) + " SUCCESS",
                        "0 " + uid(runs.get(2)));
    }

    /** The first question for a new run after a restart read all builds of its job, which took seconds. */
    @Test
    void theSearchForTheBuildOfANewRunReadsNoOldBuilds() throws IOException {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        target.stop();
        createOldBuilds();
        target.start(Set.of(scenario.namespace));

        int before = search("", "null");
        int newRun = search("new", "java.time.Instant.now()");
        int anyRun = search("any", "java.time.Instant.EPOCH");

        // One old build is read, to see that it is old.
        assertThat(newRun - before).isBetween(0, 1);
        assertThat(anyRun).as("builds that a search without a limit reads").isEqualTo(OLD_BUILDS);
    }

    /** Lets the engine search the build of a run. Returns how many builds of the job Jenkins has read until then. */
    private int search(String uid, String createdAt) {
        String read = target.controller().http().runScript("""
                import io.jenkins.plugins.kubesphere.devops.jenkins.engine.JenkinsEngine
                import io.jenkins.plugins.kubesphere.devops.engine.job.JobName
                import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef
                if ('%2$s' != '') {
                    def run = new PipelineRunRef('%1$s', '%2$s', '%2$s')
                    assert JenkinsEngine.get().runs().find(new JobName('%1$s', 'web'), run, %3$s).isEmpty()
                }
                println(jenkins.model.Jenkins.get().getItemByFullName('%1$s/web')._getRuns().getLoadedBuilds().size())
                """.formatted(scenario.namespace, uid, createdAt));
        return Integer.parseInt(read.strip());
    }

    /** Makes copies of the record of the first build, all of them two days old. */
    private void createOldBuilds() throws IOException {
        Path folder = builds().folder();
        String document = Files.readString(folder.resolve("1/build.xml"));
        long time = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
        String uid = builds().readAll().get(0).uid();
        for (int number = 1; number <= OLD_BUILDS; number++) {
            Path copy = Files.createDirectories(folder.resolve(Integer.toString(number)));
            Files.writeString(
                    copy.resolve("build.xml"),
                    document.replace(uid, UUID.randomUUID().toString())
                            .replaceAll(
                                    "<(timestamp|startTime|createdAt)>[0-9]+<",
                                    "<$1>" + (time + number * 1000L) + "<"));
        }
        Files.writeString(folder.resolveSibling("nextBuildNumber"), (OLD_BUILDS + 1) + "\n");
    }

    private void assertBuildDeleted(PipelineRun run, int number) {
        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(ended.getStatus().condition("Succeeded").orElseThrow())
                .returns("SUCCESS", Condition::reason)
                .returns(
                        "build " + number + " ended with result SUCCESS; it was deleted, with its log",
                        Condition::message);
        assertThat(ended.getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, Integer.toString(number));
    }

    private List<String> deletedBuildLines() throws IOException {
        return Files.readAllLines(builds().folder().resolveSibling("kubesphere-devops-deleted-builds.txt")).stream()
                .map(line -> line.replaceFirst(" SUCCESS [0-9]+ [0-9]+$", " SUCCESS"))
                .toList();
    }

    private static String uid(PipelineRun run) {
        return run.getMetadata().getUid();
    }

    private BuildRecords builds() {
        return target.controller().homeFolder().builds(scenario.job("web"));
    }
}
