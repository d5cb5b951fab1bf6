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

    private TextPlaceholders of(String name, String step) {
        model = ModelJsonReader.read(STEP.replace("NAME", name).replace("STEPS", step));
        return TextPlaceholders.insert(model);
    }

    @Test
    void aCodeBlockIsKept() {
        TextPlaceholders kept = of("Build", """
                {"name": "script", "arguments": [{"key": "scriptBlock", "value": {"isLiteral": true,
                  "value": "def x = '''\\n   a$1\\\\n'''"}}]}""");

        assertThat(model.toString()).contains("kept_0_").doesNotContain("def x");
        assertThat(kept.restore("script {\n  kept_0_\n}")).isEqualTo("script {\n  def x = '''\n   a$1\\n'''\n}");
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
        TextPlaceholders kept = of("Build", """
                {"name": "sh", "arguments": {"isLiteral": false, "value": "\\"\\"\\"\\n  ${env.X}\\n\\"\\"\\""}}""");

        assertThat(model.toString()).contains("\"\\\"kept_0_\\\"\"");
        assertThat(kept.restore("sh \"kept_0_\"")).isEqualTo("sh \"\"\"\n  ${env.X}\n\"\"\"");
    }

    @Test
    void theBackslashInANameOfAStageIsDoubled() {
        TextPlaceholders kept = of("it's C:\\\\temp", "");

        assertThat(kept.restore("stage('kept_0_') {}")).isEqualTo("stage('it\\'s C:\\\\temp') {}");
    }

    @Test
    void otherTextsAreNotReplaced() {
        of("Build", """
                {"name": "sh", "arguments": {"isLiteral": true, "value": "a\\n'''\\\\"}},
                {"name": "expression", "arguments": {"isLiteral": true, "value": "a"}},
                {"name": "echo", "arguments": {"isLiteral": false, "value": "${env.X}"}}""");

        assertThat(model.toString()).doesNotContain("kept_");
    }

    @Test
    void placeholdersDifferFromTheTextsOfThePipeline() {
        TextPlaceholders kept = of("kept_0_", """
                {"name": "script", "arguments": {"isLiteral": true, "value": "kept__0_"}}""");

        assertThat(kept.restore("stage('kept_0_') { kept___0_ }")).isEqualTo("stage('kept_0_') { kept__0_ }");
    }

    @Test
    void codeAtAnImpossiblePlaceIsRefused() {
        TextPlaceholders kept = of("Build", """
                {"name": "script", "arguments": {"isLiteral": true, "value": "a"}}""");

        assertThatThrownBy(() -> kept.restore("pipeline {}"))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessageContaining("code where no Jenkinsfile can have it");
    }
}
