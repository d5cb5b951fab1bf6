package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import org.junit.jupiter.api.Test;

class TextPlaceholdersTest {
    private static final String STEP = """
            {"pipeline": {"stages": [{"name": "NAME", "branches": [{"name": "default", "steps": [STEPS]}]}]}}
            """;

    private JsonNode model;

    @Test
    void aCodeBlockIsKept() {
        TextPlaceholders placeholders = insert("Build", """
                {"name": "script", "arguments": [{"key": "scriptBlock", "value": {"isLiteral": true,
                  "value": "def x = '''\\n   a$1\\\\n'''"}}]}""");

        assertThat(model.toString()).contains("kept_0_").doesNotContain("def x");
        assertThat(placeholders.restore("script {\n  kept_0_\n}"))
                .isEqualTo("script {\n  def x = '''\n   a$1\\n'''\n}");
    }

    @Test
    void theConditionOfAStageIsKept() {
        model = ModelJsonReader.read("""
                {"pipeline": {"stages": [{"name": "a", "when": {"conditions": [{"name": "not", "children": [
                  {"name": "expression", "arguments": {"isLiteral": true, "value": "a\\n  b"}}]}]}}]}}
                """);

        assertThat(TextPlaceholders.insert(model).restore("expression {\nkept_0_\n}"))
                .isEqualTo("expression {\na\n  b\n}");
    }

    @Test
    void aMultiLineExpressionIsKept() {
        TextPlaceholders placeholders = insert("Build", """
                {"name": "sh", "arguments": {"isLiteral": false, "value": "\\"\\"\\"\\n  ${env.X}\\n\\"\\"\\""}}""");

        assertThat(model.toString()).contains("\"\\\"kept_0_\\\"\"");
        assertThat(placeholders.restore("sh \"kept_0_\"")).isEqualTo("sh \"\"\"\n  ${env.X}\n\"\"\"");
    }

    @Test
    void theBackslashInANameOfAStageIsDoubled() {
        TextPlaceholders placeholders = insert("it's C:\\\\temp", "");

        assertThat(placeholders.restore("stage('kept_0_') {}")).isEqualTo("stage('it\\'s C:\\\\temp') {}");
    }

    @Test
    void otherTextsAreNotReplaced() {
        insert("Build", """
                {"name": "sh", "arguments": {"isLiteral": true, "value": "a\\n'''\\\\"}},
                {"name": "expression", "arguments": {"isLiteral": true, "value": "a"}},
                {"name": "echo", "arguments": {"isLiteral": false, "value": "${env.X}"}}""");

        assertThat(model.toString()).doesNotContain("kept_");
    }

    @Test
    void placeholdersDifferFromTheTextsOfThePipeline() {
        TextPlaceholders placeholders = insert("kept_0_", """
                {"name": "script", "arguments": {"isLiteral": true, "value": "kept__0_"}}""");

        assertThat(placeholders.restore("stage('kept_0_') { kept___0_ }")).isEqualTo("stage('kept_0_') { kept__0_ }");
    }

    @Test
    void codeAtAnImpossiblePlaceIsRefused() {
        TextPlaceholders placeholders = insert("Build", """
                {"name": "script", "arguments": {"isLiteral": true, "value": "a"}}""");

        assertThatThrownBy(() -> placeholders.restore("pipeline {}"))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessageContaining(
                        "has a script or an expression at a place that the conversion drops; move it into steps");
    }

    private TextPlaceholders insert(String name, String step) {
        model = ModelJsonReader.read(STEP.replace("NAME", name).replace("STEPS", step));
        return TextPlaceholders.insert(model);
    }
}
