package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJsonReaderTest {

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
    void valuesThatAreNotObjectsAreRefused(String json) {
        assertThatThrownBy(() -> ModelJsonReader.read(json))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessageStartingWith("the JSON of the Jenkinsfile is not ")
                .hasMessageNotContaining("S3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void tooDeepNestingIsRefused(String opening) {
        assertThatThrownBy(() -> ModelJsonReader.read("{\"a\":" + opening.repeat(50_000)))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessageContaining("more than 200 levels");
    }

    @Test
    void tooLongNumbersAreRefused() {
        assertThatThrownBy(() -> ModelJsonReader.read("{\"a\":" + "9".repeat(200_000) + "}"))
                .isInstanceOf(EngineRefusalException.class);
    }
}
