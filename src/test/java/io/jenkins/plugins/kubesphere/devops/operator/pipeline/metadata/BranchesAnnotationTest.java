package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BranchesAnnotationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.250Z");
    private static final int ENOUGH_SPACE = 1_000_000;

    @Test
    void aBranchHasTheFieldsOfKsDevops() throws IOException {
        LastBuild build = new LastBuild(
                7, RunResult.UNSTABLE, START, Optional.of(START.plusMillis(1_500)), List.of("Started by alice"));

        BranchesAnnotation annotation =
                BranchesAnnotation.of(List.of(branch("feat%2Fx", "feat/x", Optional.empty(), build)), ENOUGH_SPACE);

        assertThat(JSON.readTree(annotation.text())).isEqualTo(JSON.readTree("""
                [{"name": "feat%2Fx", "rawName": "feat/x", "weatherScore": 80,
                  "latestRun": {"causes": [{"shortDescription": "Started by alice"}],
                                "startTime": "2026-11-21T10:00:00Z", "endTime": "2026-11-21T10:00:01Z",
                                "durationInMillis": 1500, "id": "7", "pipeline": "feat%2Fx",
                                "result": "UNSTABLE", "state": "FINISHED"},
                  "parameters": [{"name": "WHO", "type": "StringParameterDefinition", "value": "",
                                  "description": "whom to greet",
                                  "defaultParameterValue": {"name": "WHO", "value": "world"}}]}]
                """));
    }

    @Test
    void aRunningBuildOfAChangeRequestHasTheStateRunning() throws IOException {
        LastBuild build = new LastBuild(1, RunResult.NONE, START, Optional.empty(), List.of());

        JsonNode annotation = JSON.readTree(BranchesAnnotation.of(
                        List.of(branch(
                                "PR-3",
                                "PR-3",
                                Optional.of(new ChangeRequest("3", "bob", "Mend it", "https://git.example/3")),
                                build)),
                        ENOUGH_SPACE)
                .text());

        assertThat(annotation.at("/0/latestRun/result").asText()).isEqualTo("UNKNOWN");
        assertThat(annotation.at("/0/latestRun/state").asText()).isEqualTo("RUNNING");
        assertThat(annotation.at("/0/pullRequest")).isEqualTo(JSON.readTree("""
                {"id": "3", "author": "bob", "title": "Mend it", "url": "https://git.example/3"}
                """));
    }

    /**
     * Before a write, the operator compares this text with the annotation of the object. If an update of this plugin
     * changed the order of the keys, the operator would write every Pipeline again.
     */
    @Test
    void theOrderOfTheKeysIsFixed() {
        BranchJob main = new BranchJob(
                "main",
                "main",
                "https://git.example",
                true,
                true,
                0,
                List.of(new JobParameter("A", "StringParameterDefinition", "", "", List.of())),
                Optional.of(new ChangeRequest("1", "bob", "", "https://git.example/1")),
                Optional.of(new LastBuild(2, RunResult.SUCCESS, START, Optional.of(START), List.of("cause"))));

        assertThat(BranchesAnnotation.of(List.of(main), ENOUGH_SPACE).text())
                .isEqualTo(("[{'name':'main','rawName':'main','weatherScore':0,'disabled':true,"
                                + "'latestRun':{'causes':[{'shortDescription':'cause'}],'endTime':'2026-11-21T10:00:00Z',"
                                + "'durationInMillis':0,'startTime':'2026-11-21T10:00:00Z','id':'2','pipeline':'main',"
                                + "'result':'SUCCESS','state':'FINISHED'},"
                                + "'branch':{'url':'https://git.example','isPrimary':true},"
                                + "'pullRequest':{'id':'1','author':'bob','url':'https://git.example/1'},"
                                + "'parameters':[{'name':'A','type':'StringParameterDefinition','value':''}]}]")
                        .replace('\'', '"'));
    }

    @Test
    void branchesThatDoNotFitAreShortenedOrOmitted() throws IOException {
        int maxBytes = 20_000;

        BranchesAnnotation annotation = BranchesAnnotation.of(branches(1_000), maxBytes);

        assertThat(annotation.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(maxBytes - 200, maxBytes);
        JsonNode branches = JSON.readTree(annotation.text());
        assertThat(branches).hasSize(annotation.listedCount());
        assertThat(branches.get(0).has("parameters")).isTrue();
        assertThat(branches.get(annotation.listedCount() - 1).has("parameters")).isFalse();
        assertThat(annotation.briefCount()).isBetween(1, annotation.listedCount() - 1);
    }

    @Test
    void branchesThatJustFitAreNotShortened() {
        String whole = BranchesAnnotation.of(branches(20), ENOUGH_SPACE).text();
        int size = whole.getBytes(StandardCharsets.UTF_8).length + 1;

        assertThat(BranchesAnnotation.of(branches(20), size)).isEqualTo(new BranchesAnnotation(whole, 0, 20));
        assertThat(BranchesAnnotation.of(branches(20), size - 1).briefCount()).isPositive();
    }

    @Test
    void withoutSpaceTheListIsEmpty() {
        assertThat(BranchesAnnotation.of(branches(3), -5)).isEqualTo(new BranchesAnnotation("[]", 0, 0));
    }

    private static BranchJob branch(String name, String rawName, Optional<ChangeRequest> request, LastBuild latest) {
        return new BranchJob(
                name,
                rawName,
                "",
                false,
                false,
                80,
                List.of(new JobParameter("WHO", "StringParameterDefinition", "whom to greet", "world", List.of())),
                request,
                Optional.ofNullable(latest));
    }

    private static List<BranchJob> branches(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> branch("分支" + i, "分支" + i, Optional.empty(), null))
                .toList();
    }
}
