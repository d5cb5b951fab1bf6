package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.ResourceAwait;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests stages and logs that no person would write. Needs a real controller. */
class HostileStagesIT extends ControllerTestCase {
    private static final int MAX_MESSAGE_BYTES = 32 * 1024;
    private static final int MAX_DOCUMENT_BYTES = 900 * 1024;
    private static final long LONG_RUN_SECONDS = 400;

    @Test
    void stageNamesOfAnyKindAreStoredAsTheyAre() {
        scenario.createPipeline("web", """
                def big = 'n' * 10240
                stage('🚀 déploiement 部署') { echo 'one' }
                stage('two\\nlines') { echo 'two' }
                stage('same') { echo 'three' }
                stage('same') { echo 'four' }
                stage('"\\'<b>&amp;${HOME}') { echo 'five' }
                stage(big) { error 'in the big stage' }
                """);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertThat(names(stages(run)))
                .containsExactly(
                        "🚀 déploiement 部署", "two\nlines", "same", "same", "\"'<b>&amp;${HOME}", "n".repeat(10_240));
        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(messageOf(run)).contains("in the big stage", "stage \"nnn").doesNotContain("n".repeat(10_240));
    }

    @Test
    void twoThousandBranchesFitInTheStore() {
        scenario.createPipeline("wide", """
                def branches = [:]
                for (int i = 0; i < 2000; i++) {
                  def n = i
                  branches["branch ${n}"] = { echo "in ${n}"; if (n == 1234) { error 'odd one' } }
                }
                stage('Wide') { parallel branches }
                """);

        PipelineRun run = awaitLongRun(scenario.createRun("wide-1", "wide"));

        Map<String, String> stored = stored(run);
        JsonNode stages = stages(run);
        assertThat(AnnotationBudget.utf8Length(stored.get("stage"))).isLessThanOrEqualTo(MAX_DOCUMENT_BYTES);
        assertThat(stages.size() == 2001 || stored.containsKey("truncated"))
                .as("all branches, or the mark that some are missing")
                .isTrue();
        assertThat(stages).as("the branch that failed stays, whatever is cut").anySatisfy(stage -> assertThat(
                        stage.path("displayName").asText() + " "
                                + stage.path("result").asText())
                .isEqualTo("branch 1234 FAILURE"));
        assertThat(messageOf(run)).contains("odd one");
    }

    /** A line without an end: whoever reads lines would need all of it in memory. */
    @Test
    void aLogOfAGibibyteInOneLineIsNotReadWhole() {
        scenario.createPipeline("loud", """
                node {
                  stage('Loud') { sh "set +x; head -c 1073741824 /dev/zero | tr '\\\\0' x; echo; echo the end; exit 3" }
                }
                """);

        PipelineRun run = awaitLongRun(scenario.createRun("loud-1", "loud"));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(messageOf(run)).contains("stage \"Loud\"", "exit code 3", "the end");
        assertThat(AnnotationBudget.utf8Length(messageOf(run))).isLessThanOrEqualTo(MAX_MESSAGE_BYTES);
        assertThat(names(stages(run))).containsExactly("Loud");
    }

    private PipelineRun awaitLongRun(PipelineRun run) {
        return ResourceAwait.await(
                scenario.client, run, found -> found.getStatus().hasEnded(), LONG_RUN_SECONDS);
    }

    private static String messageOf(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow().message();
    }

    private Map<String, String> stored(PipelineRun run) {
        return scenario.client
                .configMaps()
                .inNamespace(scenario.namespace)
                .withName(run.getMetadata().getName())
                .require()
                .getData();
    }

    private JsonNode stages(PipelineRun run) {
        try {
            return new ObjectMapper().readTree(stored(run).get("stage"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode stages) {
        return StreamSupport.stream(stages.spliterator(), false)
                .map(stage -> stage.path("displayName").asText())
                .toList();
    }
}
