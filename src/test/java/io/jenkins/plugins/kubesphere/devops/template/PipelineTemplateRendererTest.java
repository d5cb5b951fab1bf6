package io.jenkins.plugins.kubesphere.devops.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.template.TemplateSpec;
import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTemplateRendererTest {
    private static final String PARAMETERS = """
            parameters:
              - {name: url, required: true, validation: {expression: "https://.+", message: give a URL}}
              - {name: branch, required: true, default: main}
              - {name: fast, type: bool, default: false}
              - {name: count, type: number}
              - {name: jdks, default: ["17", "21"], validation: {expression: "[0-9]+", message: digits only}}
            """;

    @Test
    void defaultsAreFilled() {
        assertThat(render(
                        "$(.params.url) $(.params.branch) $(.params.fast) $(.params.count)$(range .params.jdks)-$(.)$(end)",
                        """
                        {"url": "https://x"}"""))
                .isEqualTo("https://x main false -17-21");
    }

    @Test
    void valuesAreAsTheTypeSays() {
        assertThat(render("$(if .params.fast)1$(else)2$(end)", """
                        {"url": "https://x", "fast": "false"}""")).isEqualTo("2");
        assertThat(render("$(if ne .params.fast \"true\")1$(else)2$(end)", """
                        {"url": "https://x", "fast": true, "count": "7"}""")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | the parameter \"url\" is required; give it a value",
                "{\"url\": \"\"} | the parameter \"url\" is required; give it a value",
                "{\"url\": null} | the parameter \"url\" is required; give it a value",
                "{\"url\": \"ftp://x\"} | the parameter \"url\" is not valid: give a URL; it must match https://.+",
                "{\"url\": \"see https://x\"} | the parameter \"url\" is not valid: give a URL; it must match https://.+",
                "{\"url\": \"https://x\", \"branch\": \"\"} | the parameter \"branch\" is required; give it a value",
                "{\"url\": \"https://x\", \"fast\": \"yes\"} | the parameter \"fast\" must be true or false",
                "{\"url\": \"https://x\", \"count\": \"many\"} | the parameter \"count\" must be a number",
                "{\"url\": \"https://x\", \"jdks\": [\"17\", \"x\"]} | the parameter \"jdks\" is not valid: digits only; it must match [0-9]+",
                "{\"url\": \"https://x\", \"count\": 1e999} | a number is larger than JSON numbers can be here; send it as text",
            })
    void aWrongParameterIsNamed(String given, String message) {
        assertThatThrownBy(() -> render("x", given))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @Test
    void theTextThatIsCheckedIsTheOneThatIsPrinted() {
        TemplateSpec spec = Serialization.unmarshal(
                "---\n{template: '$(.params.count)', parameters: [{name: count, validation: {expression: '[0-9]+'}}]}",
                TemplateSpec.class);

        assertThat(PipelineTemplateRenderer.render(spec, Map.of("count", new DecimalNode(new BigDecimal("1E+3")))))
                .isEqualTo("1000");
        assertThatThrownBy(() -> PipelineTemplateRenderer.render(spec, Map.of("count", new TextNode("x"))))
                .hasMessage("the parameter \"count\" is not valid; it must match [0-9]+");
        TemplateSpec map = Serialization.unmarshal(
                "---\n{template: '$(.params.a)', parameters: [{name: a, validation: {expression: '[{]\"b\":1[}]'}}]}",
                TemplateSpec.class);
        assertThat(PipelineTemplateRenderer.render(
                        map, Map.of("a", Serialization.unmarshal("{\"b\": 1}", JsonNode.class))))
                .isEqualTo("{\"b\":1}");
    }

    @Test
    void anExpressionMayBeACall() {
        assertThat(expression("matches()").accepts("anything\nat all")).isTrue();
        assertThat(expression("matches('a+')").accepts("aa")).isTrue();
        assertThat(expression("self.matches(\"a+\")").accepts("b")).isFalse();
    }

    /** With the expressions of java.util.regex, the first one takes years. */
    @Test
    void anExpressionCannotBeSlowOrLarge() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(expression("(a*)*b").accepts("a".repeat(100_000))).isFalse();
            assertThat(expression(".*(?:|){40}b").accepts("x")).isFalse();
            assertThatThrownBy(() -> expression("((a{1000}){1000}){1000}"))
                    .hasMessage("the regular expression of a validation is too long, or has too many repetitions;"
                            + " make it shorter");
            assertThatThrownBy(() -> expression("a{999}").accepts("a".repeat(100_000)))
                    .hasMessage("the values are too long for the validations of the template, or those are;"
                            + " make them shorter");
        });
        assertThatThrownBy(() -> expression("(a"))
                .hasMessageStartingWith("the validation \"(a\" is not a regular expression of RE2: ");
    }

    @Test
    void theValidatorFindsWhatCannotBeRendered() {
        assertThat(TemplateValidator.problem(spec("x"))).isEmpty();
        assertThat(TemplateValidator.problem(TemplateSpec.EMPTY))
                .contains("spec.template is empty; write the template there");
        assertThat(TemplateValidator.problem(spec("$(pwd)")).orElseThrow()).contains("\"pwd\" is not supported");
        assertThat(TemplateValidator.problem(Serialization.unmarshal(
                        "---\n{template: x, parameters: [{name: a}, {name: a}]}", TemplateSpec.class)))
                .contains("two parameters are called \"a\"; rename one");
        assertThat(TemplateValidator.problem(Serialization.unmarshal(
                                "---\n{template: x, parameters: [{name: a, validation: {expression: '(', message: m}}]}",
                                TemplateSpec.class))
                        .orElseThrow())
                .startsWith("the validation \"(\" is not a regular expression of RE2");
    }

    private static ValidationExpression expression(String text) {
        return ValidationExpression.parse(text, new MatchBudget());
    }

    private static TemplateSpec spec(String template) {
        TemplateSpec parameters = Serialization.unmarshal(PARAMETERS, TemplateSpec.class);
        return new TemplateSpec(template, parameters.parameters());
    }

    private static String render(String template, String given) {
        Map<String, JsonNode> values = new HashMap<>();
        Serialization.unmarshal(given, JsonNode.class)
                .fields()
                .forEachRemaining(field -> values.put(field.getKey(), field.getValue()));
        return PipelineTemplateRenderer.render(spec(template), values);
    }
}
