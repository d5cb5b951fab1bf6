package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What consoles read of a run that has ended.
 *
 * @param stages name, state and result of each stage
 */
record StoredStages(String hint, JsonNode status, List<String> stages) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUCCEEDED = " FINISHED SUCCESS";

    static StoredStages of(Optional<ConfigMap> stored, String hint) {
        assertThat(stored).as(hint).isPresent();
        assertThat(stored.get().getData()).as(hint).containsKey("status");
        List<String> stages = new ArrayList<>();
        read(stored.get(), "stage")
                .forEach(stage -> stages.add(stage.path("displayName").asText() + " "
                        + stage.path("state").asText() + " "
                        + stage.path("result").asText()));
        return new StoredStages(hint, read(stored.get(), "status"), stages);
    }

    private static JsonNode read(ConfigMap stored, String key) {
        try {
            return JSON.readTree(stored.getData().getOrDefault(key, "[]"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Asserts that the stages have ended, and that all stages of a build that has succeeded are there.
     *
     * @param mayBeLost whether the engine may have forgotten stages, and what became of them
     */
    void assertComplete(String result, boolean mayBeLost) {
        assertThat(status.path("state").asText()).as(hint).isEqualTo("FINISHED");
        assertThat(status.path("result").asText()).as(hint).isEqualTo(result);
        if (result.equals("SUCCESS") && !mayBeLost) {
            assertThat(stages)
                    .as(hint)
                    .containsExactly(
                            "Build" + SUCCEEDED,
                            "Ask" + SUCCEEDED,
                            "Test" + SUCCEEDED,
                            "Linux" + SUCCEEDED,
                            "Windows" + SUCCEEDED,
                            "Deploy" + SUCCEEDED);
        } else {
            assertThat(mayBeLost || !stages.isEmpty()).as(hint).isTrue();
            // A stage that the build did not reach has neither state nor result.
            assertThat(stages).as(hint).allSatisfy(stage -> assertThat(stage)
                    .matches(".* ((FINISHED|SKIPPED|NOT_BUILT) (SUCCESS|FAILURE|ABORTED|NOT_BUILT)| )"));
        }
    }
}
