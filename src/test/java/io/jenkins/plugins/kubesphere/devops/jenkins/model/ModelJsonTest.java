package io.jenkins.plugins.kubesphere.devops.jenkins.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S3cret",
                "{",
                "{\"pipeline\": S3cret}",
                "{\"a\": 1, \"a\": \"S3cret\"}",
                "{\"a\": 1} S3cret",
                "[1]",
                "\"S3cret\"",
                "null"
            })
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> ModelJson.read(json))
                .isInstanceOf(EngineRefusal.class)
                .hasMessageStartingWith("the JSON of the Jenkinsfile is no ")
                .hasMessageNotContaining("S3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesWhatIsNestedWithoutEnd(String opening) {
        assertThatThrownBy(() -> ModelJson.read("{\"a\":" + opening.repeat(50_000)))
                .isInstanceOf(EngineRefusal.class)
                .hasMessageContaining("more than 200 levels");
    }

    @Test
    void refusesNumbersWithoutEnd() {
        assertThatThrownBy(() -> ModelJson.read("{\"a\":" + "9".repeat(200_000) + "}"))
                .isInstanceOf(EngineRefusal.class);
    }
}
