package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelLiteralCounterTest {

    @Test
    void theSameTextInAnotherFormIsEqual() {
        assertThat(ModelLiteralCounter.count(ModelJsonReader.read("""
                {"steps": [{"name": "echo", "arguments": {"isLiteral": true, "value": "x"}}]}""")))
                .isEqualTo(ModelLiteralCounter.count(ModelJsonReader.read("""
                        {"steps": [{"name": "echo", "arguments": [
                          {"key": "message", "value": {"value": "x", "isLiteral": true}}]}]}""")))
                .isNotEmpty();
    }

    @Test
    void theNumberOfEqualTextsIsCompared() {
        assertThat(ModelLiteralCounter.count(ModelJsonReader.read("{\"a\":[{\"isLiteral\":true,\"value\":\"x\"}]}")))
                .isNotEqualTo(ModelLiteralCounter.count(ModelJsonReader.read(
                        "{\"a\":[{\"isLiteral\":true,\"value\":\"x\"},{\"isLiteral\":true,\"value\":\"x\"}]}")));
    }

    @Test
    void theButtonTextOfAnInputIsNotItsId() {
        assertThat(ModelLiteralCounter.count(
                        ModelJsonReader.read("{\"input\":{\"ok\":{\"isLiteral\":true,\"value\":\"x\"}}}")))
                .isNotEqualTo(ModelLiteralCounter.count(
                        ModelJsonReader.read("{\"input\":{\"id\":{\"isLiteral\":true,\"value\":\"x\"}}}")));
    }

    @Test
    void namesOfStagesAreComparedButCodeIsNot() {
        assertThat(ModelLiteralCounter.count(ModelJsonReader.read("""
                {"stages": [{"name": "a", "branches": [{"name": "default", "steps": [
                  {"name": "script", "arguments": {"isLiteral": true, "value": "code"}}]}]}]}"""))).containsOnlyKeys("stage\na");
    }
}
