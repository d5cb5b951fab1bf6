package io.jenkins.plugins.kubesphere.devops.jenkins.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiteralsTest {

    @Test
    void theSameTextInAnotherFormIsTheSame() {
        assertThat(Literals.of(ModelJson.read("""
                {"steps": [{"name": "echo", "arguments": {"isLiteral": true, "value": "x"}}]}""")))
                .isEqualTo(Literals.of(ModelJson.read("""
                        {"steps": [{"name": "echo", "arguments": [
                          {"key": "message", "value": {"value": "x", "isLiteral": true}}]}]}""")))
                .isNotEmpty();
    }

    @Test
    void countsHowOftenATextIsThere() {
        assertThat(Literals.of(ModelJson.read("{\"a\":[{\"isLiteral\":true,\"value\":\"x\"}]}")))
                .isNotEqualTo(Literals.of(ModelJson.read(
                        "{\"a\":[{\"isLiteral\":true,\"value\":\"x\"},{\"isLiteral\":true,\"value\":\"x\"}]}")));
    }

    @Test
    void theButtonOfAnInputIsNotItsId() {
        assertThat(Literals.of(ModelJson.read("{\"input\":{\"ok\":{\"isLiteral\":true,\"value\":\"x\"}}}")))
                .isNotEqualTo(Literals.of(ModelJson.read("{\"input\":{\"id\":{\"isLiteral\":true,\"value\":\"x\"}}}")));
    }

    @Test
    void namesOfStagesCountAndCodeDoesNot() {
        assertThat(Literals.of(ModelJson.read("""
                {"stages": [{"name": "a", "branches": [{"name": "default", "steps": [
                  {"name": "script", "arguments": {"isLiteral": true, "value": "code"}}]}]}]}"""))).containsOnlyKeys("stage\na");
    }
}
