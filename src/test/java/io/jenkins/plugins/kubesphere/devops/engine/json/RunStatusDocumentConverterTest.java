package io.jenkins.plugins.kubesphere.devops.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument.ChangeSetEntry;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Change;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Commit;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceBranch;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunStatusDocumentConverterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-11-30T01:56:41.302Z");
    private static final Instant END = Instant.parse("2026-11-30T01:57:16.723Z");
    private static final PipelineRunRef RUN = new PipelineRunRef("demo", "web-1", "uid");

    @Test
    void aBuildThatHasEndedHasTheFieldsOfBlueOcean() throws IOException {
        ObjectNode answer = (ObjectNode)
                JSON.readTree(Path.of("src/test/resources/run-graphs/01-declarative-sequential/end-blueocean.json")
                                .toFile())
                        .path("run");
        ((ObjectNode) answer.path("causes").get(0)).retain("shortDescription");
        answer.put("enQueueTime", "2026-11-30T01:56:41Z")
                .put("startTime", "2026-11-30T01:56:41Z")
                .put("endTime", "2026-11-30T01:57:16Z");
        Set<String> empty = new HashSet<>();
        answer.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (value.isNull() || value.isContainerNode() && value.isEmpty()) {
                empty.add(field.getKey());
            }
        });
        answer.remove(empty);

        RunDetail detail = new RunDetail(
                "01-declarative-sequential",
                List.of("Started by user anonymous"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse("2026-11-30T01:56:41.147Z")),
                Optional.of(Duration.ofMillis(35_421)),
                Optional.of("stable"),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertThat(JSON.readTree(JSON.writeValueAsString(
                        RunStatusDocumentConverter.convert(snapshot(State.FINISHED, RunResult.SUCCESS, ""), detail))))
                .isEqualTo(answer);
    }

    @Test
    void aRunThatWaitsHasAllTimesAndTheReason() {
        RunSnapshot waiting = new RunSnapshot(
                RUN,
                OptionalInt.of(1),
                State.WAITING,
                RunResult.NONE,
                Optional.of(START),
                Optional.empty(),
                "waits for an agent",
                Optional.empty());

        assertThat(JSON.valueToTree(RunStatusDocumentConverter.convert(waiting, RunDetail.of("web", List.of())))
                        .toString())
                .isEqualTo("{\"causeOfBlockage\":\"waits for an agent\",\"enQueueTime\":null,\"endTime\":null,"
                        + "\"id\":\"1\",\"organization\":\"jenkins\",\"pipeline\":\"web\",\"result\":\"UNKNOWN\","
                        + "\"startTime\":\"2026-11-30T01:56:41Z\",\"state\":\"QUEUED\",\"type\":\"WorkflowRun\"}");
    }

    @Test
    void resultsAreTheWordsOfBlueOcean() {
        assertThat(List.of(RunResult.STALLED, RunResult.TIMED_OUT, RunResult.UNSTABLE, RunResult.NOT_BUILT).stream()
                        .map(result -> RunStatusDocumentConverter.convert(
                                        snapshot(State.FINISHED, result, ""), RunDetail.of("web", List.of()))
                                .result()))
                .containsExactly("FAILURE", "ABORTED", "UNSTABLE", "NOT_BUILT");
    }

    @Test
    void aPullRequestAndItsChangesAreKept() {
        Commit commit = new Commit("c0ffee", "https://git/c0ffee");
        Change change = new Change(commit, "ann", "Ann", "ann@x", "fix", Optional.of(START), List.of("pom.xml"));
        RunStatusDocument document = RunStatusDocumentConverter.convert(
                snapshot(State.FINISHED, RunResult.SUCCESS, ""),
                detail(
                        List.of(change),
                        Optional.of(new SourceBranch("https://git/main", true)),
                        Optional.of(new SourceRequest("7", "ann", "Fix", "https://git/7"))));

        assertThat(JSON.valueToTree(document).toString())
                .contains("\"branch\":{\"url\":\"https://git/main\",\"isPrimary\":true}")
                .contains("\"changeSet\":[{\"commitId\":\"c0ffee\",\"author\":{\"id\":\"ann\",\"fullName\":\"Ann\","
                        + "\"email\":\"ann@x\"},\"timestamp\":\"2026-11-30T01:56:41Z\",\"msg\":\"fix\","
                        + "\"affectedPaths\":[\"pom.xml\"],\"url\":\"https://git/c0ffee\"}]")
                .contains("\"pullRequest\":{\"id\":\"7\",\"author\":\"ann\",\"title\":\"Fix\","
                        + "\"url\":\"https://git/7\"}");
    }

    @Test
    void aBuildWithThousandsOfChangesHasAShortDocument() {
        Commit commit = new Commit("c0ffee", "");
        List<String> paths = Collections.nCopies(5_000, "p".repeat(1_000));
        Change change = new Change(commit, "ann", "Ann", "ann@x", "m".repeat(10_000), Optional.empty(), paths);
        RunStatusDocument document = RunStatusDocumentConverter.convert(
                snapshot(State.FINISHED, RunResult.SUCCESS, ""),
                detail(Collections.nCopies(1_000, change), Optional.empty(), Optional.empty()));

        assertThat(document.changeSet()).hasSize(50);
        assertThat(document.changeSet().stream()
                        .mapToInt(entry -> entry.affectedPaths().size())
                        .sum())
                .isEqualTo(200);
        assertThat(document.changeSet()).extracting(ChangeSetEntry::msg).allMatch(text -> text.length() == 1_024);
        assertThat(JSON.valueToTree(document).toString()).hasSizeLessThan(128 * 1024);
    }

    private static RunDetail detail(
            List<Change> changes, Optional<SourceBranch> branch, Optional<SourceRequest> request) {
        return new RunDetail(
                "web",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                changes,
                branch,
                request);
    }

    private static RunSnapshot snapshot(State state, RunResult result, String message) {
        return new RunSnapshot(
                RUN, OptionalInt.of(1), state, result, Optional.of(START), Optional.of(END), message, Optional.empty());
    }
}
