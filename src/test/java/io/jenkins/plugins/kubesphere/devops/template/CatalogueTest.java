package io.jenkins.plugins.kubesphere.devops.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.StepParameter;
import io.jenkins.plugins.kubesphere.devops.template.support.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates that the chart has: each is complete, and can be rendered. */
class CatalogueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "devops.kubesphere.io/";
    private static final Map<String, String> BRACKETS = Map.of(")", "(", "]", "[", "}", "{");

    static Stream<ClusterTemplate> pipelines() {
        return Catalogue.pipelines().stream();
    }

    static Stream<ClusterStepTemplate> steps() {
        return Catalogue.steps().stream();
    }

    @Test
    void theNamesAreThoseOfKubeSphere() {
        assertThat(pipelines())
                .extracting(template -> template.getMetadata().getName())
                .containsExactly("ci", "cicd", "golang", "maven", "nodejs");
        assertThat(steps())
                .extracting(template -> template.getMetadata().getName())
                .containsExactly(
                        "archiveartifacts",
                        "build",
                        "cd",
                        "checkout",
                        "container",
                        "echo",
                        "error",
                        "git",
                        "input",
                        "junit",
                        "mail",
                        "retry",
                        "script",
                        "shell",
                        "sleep",
                        "timeout",
                        "waitforqualitygate",
                        "withcredentials",
                        "withsonarqubeenv",
                        "wrap");
    }

    @Test
    void theParametersAreThoseOfKubeSphere() {
        Map<String, List<String>> parameters = new TreeMap<>();
        pipelines()
                .forEach(template -> parameters.put(
                        template.getMetadata().getName(),
                        template.getSpec().parameters().stream()
                                .map(parameter -> parameter.name())
                                .toList()));
        steps().forEach(template -> parameters.put(
                template.getMetadata().getName(),
                template.getSpec().parameters().stream()
                        .map(StepParameter::name)
                        .toList()));

        assertThat(parameters)
                .containsEntry("ci", List.of())
                .containsEntry("cicd", List.of())
                .containsEntry(
                        "golang",
                        List.of(
                                "GitRepository",
                                "GitRevision",
                                "GolangDockerImage",
                                "DependencyDownloadScript",
                                "TestScript",
                                "BuildScript",
                                "ArtifactsLocation"))
                .containsEntry(
                        "maven",
                        List.of(
                                "GitRepository",
                                "GitRevision",
                                "MavenDockerImage",
                                "CompileScript",
                                "TestScript",
                                "BuildScript",
                                "ArtifactsLocation"))
                .containsEntry(
                        "nodejs",
                        List.of(
                                "GitURL",
                                "GitRevision",
                                "NodeDockerImage",
                                "InstallScript",
                                "TestScript",
                                "BuildScript",
                                "ArtifactsLocation"))
                .containsEntry("archiveartifacts", List.of("artifacts"))
                .containsEntry("build", List.of("job", "quietPeriod", "wait", "propagate"))
                .containsEntry(
                        "cd", List.of("application", "branch", "originalName", "newImageName", "newImageTag", "secret"))
                .containsEntry("checkout", List.of("remote", "credentialsId", "importCodeRepo"))
                .containsEntry("container", List.of("name"))
                .containsEntry("echo", List.of("message"))
                .containsEntry("error", List.of("message"))
                .containsEntry("git", List.of("url", "credentialsId", "branch", "importCodeRepo"))
                .containsEntry("input", List.of("message", "submitter"))
                .containsEntry(
                        "junit", List.of("testResults", "allowEmptyResults", "keepLongStdio", "skipPublishingChecks"))
                .containsEntry("mail", List.of("to", "cc", "subject", "body"))
                .containsEntry("retry", List.of("count"))
                .containsEntry("script", List.of("script"))
                .containsEntry("shell", List.of("command"))
                .containsEntry("sleep", List.of("time", "unit"))
                .containsEntry("timeout", List.of("time", "unit", "activity"))
                .containsEntry("waitforqualitygate", List.of("abortPipeline"))
                .containsEntry(
                        "withcredentials",
                        List.of(
                                "credentialsId",
                                "usernameVariable",
                                "passwordVariable",
                                "variable",
                                "keyFileVariable",
                                "passphraseVariable",
                                "type"))
                .containsEntry("withsonarqubeenv", List.of("config"))
                .containsEntry("wrap", List.of());
    }

    @Test
    void eachHasTextsInBothLanguages() {
        assertThat(Stream.concat(pipelines(), steps()))
                .allSatisfy(template -> assertThat(template.getMetadata().getAnnotations())
                        .containsKeys(
                                PREFIX + "displayNameEN",
                                PREFIX + "displayNameZH",
                                PREFIX + "descriptionEN",
                                PREFIX + "descriptionZH"));
        assertThat(steps())
                .allSatisfy(template -> assertThat(template.getMetadata().getLabels())
                        .containsKey("step.devops.kubesphere.io/category"));
    }

    @Test
    void eachIsValid() {
        assertThat(pipelines()).allSatisfy(template -> assertThat(TemplateValidator.problem(template.getSpec()))
                .isEmpty());
        assertThat(steps()).allSatisfy(template -> assertThat(TemplateValidator.problem(template.getSpec()))
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void aPipelineIsRenderedWithItsDefaults(ClusterTemplate template) {
        String jenkinsfile = PipelineTemplateRenderer.render(template.getSpec(), Map.of());

        assertThat(jenkinsfile).startsWith("pipeline {\n").doesNotContain("$(", "<no value>");
        assertBalanced(jenkinsfile);
        assertThat(template.getSpec().parameters()).allSatisfy(parameter -> assertThat(jenkinsfile)
                .contains("'" + parameter.defaultValue().asText() + "'"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepIsRenderedWithItsDefaults(ClusterStepTemplate template) throws Exception {
        JsonNode step = JSON.readTree(
                StepTemplateRenderer.render(template.getSpec(), Catalogue.required(template), Optional.empty()));

        assertThat(step.path("name").asText().toLowerCase(java.util.Locale.ROOT))
                .isIn(template.getMetadata().getName(), "sh", "container");
        assertThat(step.has("arguments")).isTrue();
        step.findParents("isLiteral")
                .forEach(value -> assertThat(value.path("value").isValueNode()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aHostileValueStaysAValue(ClusterStepTemplate template) throws Exception {
        String hostile = "'\"}]){{$(x)}} \\ ${y} `z`\n";
        Map<String, JsonNode> plain = Catalogue.required(template);
        Map<String, JsonNode> changed = Catalogue.withTexts(plain, hostile);

        JsonNode expected = JSON.readTree(StepTemplateRenderer.render(template.getSpec(), plain, Optional.empty()));
        JsonNode step = JSON.readTree(StepTemplateRenderer.render(template.getSpec(), changed, Optional.empty()));

        assertThat(Catalogue.shape(step)).isEqualTo(Catalogue.shape(expected));
        step.findParents("isLiteral").stream()
                .filter(value -> !value.path("isLiteral").asBoolean())
                .forEach(value -> assertBalanced(value.path("value").asText()));
    }

    /** Checks the brackets of Groovy code, outside of its texts. */
    private static void assertBalanced(String groovy) {
        String code = groovy.replaceAll("(?s)'''(?:\\\\.|[^\\\\])*?'''|'(?:\\\\.|[^'\\\\\\n])*'", "");
        StringBuilder open = new StringBuilder();
        code.chars().mapToObj(Character::toString).forEach(c -> {
            if (BRACKETS.containsValue(c)) {
                open.append(c);
            } else if (BRACKETS.containsKey(c)) {
                assertThat(open).as(groovy).endsWith(BRACKETS.get(c));
                open.setLength(open.length() - 1);
            }
        });
        assertThat(open).as(groovy).isEmpty();
        assertThat(code).as(groovy).doesNotContain("'");
    }
}
