package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RequestCounts;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests what the annotations of a pipeline say of its branches, on a real Jenkins. */
class BranchAnnotationsIT extends FourBranchesTestCase {
    private static final String BRANCHES = "pipeline.devops.kubesphere.io/jenkins-branches";
    private static final String METADATA = "pipeline.devops.kubesphere.io/jenkins-metadata";

    @Test
    void branchesAndMetadataAreAnnotations() throws IOException {
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        scenario.awaitEnd(run("web-1", "feat/x", "branch"));

        JsonNode branches = awaitAnnotation(
                pipeline,
                BRANCHES,
                json ->
                        !branch(json, "feat%2Fx")
                                        .path("latestRun")
                                        .path("causes")
                                        .findValuesAsText("shortDescription")
                                        .stream()
                                        .filter(cause -> cause.contains("web-1"))
                                        .toList()
                                        .isEmpty()
                                && "FINISHED"
                                        .equals(branch(json, "feat%2Fx")
                                                .path("latestRun")
                                                .path("state")
                                                .asText()));

        assertThat(StreamSupport.stream(branches.spliterator(), false)
                        .map(branch -> branch.path("rawName").asText()))
                .containsExactlyInAnyOrder("main", "feat/x", "中文测试分支", "v1");
        JsonNode latest = branch(branches, "feat%2Fx").path("latestRun");
        assertThat(latest.path("result").asText()).isEqualTo("SUCCESS");
        assertThat(latest.path("pipeline").asText()).isEqualTo("feat%2Fx");
        assertThat(latest.path("id").asText()).isEqualTo("2");
        JsonNode metadata = awaitAnnotation(
                pipeline,
                METADATA,
                json -> json.path("numberOfSuccessfulBranches").asInt() == 3);
        assertThat(metadata.path("totalNumberOfBranches").asInt()).isEqualTo(4);
        assertThat(metadata.path("scmSource").path("id").asText()).isEqualTo("git");
        assertThat(metadata.path("scriptPath").asText()).isEqualTo("Jenkinsfile");
        assertThat(metadata.path("weatherScore").asInt()).isEqualTo(100);
    }

    /** The branches annotation is written again ten seconds after the start of the build. */
    @Test
    void aShortRunOfABranchNeedsOneMoreWriteThanOtherRuns() {
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        awaitFirstBuilds();
        awaitAnnotation(
                pipeline,
                METADATA,
                json -> json.path("numberOfSuccessfulBranches").asInt() == 3);
        RequestCounts counts = scenario.target.requests();
        counts.awaitQuiet();
        counts.clearAndLimitTo(scenario.namespace);

        scenario.awaitEnd(run("web-1", "feat/x", "branch"));
        awaitAnnotation(
                pipeline,
                BRANCHES,
                json -> branch(json, "feat%2Fx").path("latestRun").path("id").asInt() == 2);

        counts.awaitQuiet();
        System.out.print("A short run of a branch:\n" + counts.table(1));
        assertThat(counts.total("PATCH pipelines")).as("%s", counts.counts()).isEqualTo(1);
        // Stages are stored again while a run lasts, so a run is not short on a busy machine.
        assertThat(counts.total() - counts.total("PATCH configmaps"))
                .as("%s", counts.counts())
                .isLessThanOrEqualTo(8);
    }

    private JsonNode awaitAnnotation(Pipeline pipeline, String key, Predicate<JsonNode> reached) {
        return await("annotation " + key + " has the expected value")
                .until(
                        () -> annotation(scenario.client.resource(pipeline).get(), key),
                        json -> json != null && reached.test(json));
    }

    private static JsonNode annotation(Pipeline pipeline, String key) {
        Map<String, String> annotations = pipeline.getMetadata().getAnnotations();
        try {
            return annotations == null || annotations.get(key) == null
                    ? null
                    : new ObjectMapper().readTree(annotations.get(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode branch(JsonNode branches, String name) {
        return StreamSupport.stream(branches.spliterator(), false)
                .filter(branch -> name.equals(branch.path("name").asText()))
                .findFirst()
                .orElse(new ObjectMapper().createObjectNode());
    }
}
