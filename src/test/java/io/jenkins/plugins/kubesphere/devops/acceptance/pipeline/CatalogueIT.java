package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.template.PipelineTemplateRenderer;
import io.jenkins.plugins.kubesphere.devops.template.StepTemplateRenderer;
import io.jenkins.plugins.kubesphere.devops.template.support.Catalogue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives a real Jenkins what the templates of the chart render. */
class CatalogueIT extends JenkinsfileEditTestCase {
    /** Those whose steps and agents the templates use, as far as the folder of plugins has them. */
    private static final List<String> PLUGINS =
            List.of("kubernetes", "git", "junit", "mailer", "sonar", "credentials-binding", "pipeline-build-step");

    private static final String AGENT = "kubernetes";
    private static final String STEPS = "/pipeline/stages/0/branches/0/steps";
    private static final String HOSTILE = "it's \"5\" $HOME ${x} `y` \\d }]) $(z)";
    private static ControllerTarget controller;

    @BeforeAll
    static void installController() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(List.of(AGENT));
        controller = ControllerTarget.install(
                files, PLUGINS.stream().filter(files::hasPlugin).toList());
    }

    @AfterAll
    static void closeController() {
        if (controller != null) {
            controller.shutDown();
        }
    }

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return controller;
    }

    static Stream<Arguments> pipelines() {
        return Catalogue.pipelines().stream()
                .map(template -> Arguments.of(template.getMetadata().getName(), template));
    }

    static Stream<Arguments> steps() {
        return Catalogue.steps().stream()
                .map(template -> Arguments.of(template.getMetadata().getName(), template));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    void jenkinsReadsAndConvertsAPipeline(String name, ClusterTemplate template) throws IOException {
        String jenkinsfile = PipelineTemplateRenderer.render(template.getSpec(), Map.of());

        Pipeline pipeline = awaitValidation(pipeline(name, jenkinsfile), "success");

        assertThat(JSON.readTree(json(pipeline)).at("/pipeline/stages")).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void jenkinsReadsAStepAndKeepsItsValues(String name, ClusterStepTemplate template) throws IOException {
        Map<String, JsonNode> values = Catalogue.required(template);
        Pipeline pipeline = awaitValidation(pipeline(name, PIPELINE.replace("STEP", "echo 'x'")), "success");

        assertAccepted(pipeline, template, values);
        // The value of this one is code.
        if (!name.equals("script")) {
            assertAccepted(pipeline, template, Catalogue.withTexts(values, HOSTILE));
        }
    }

    private void assertAccepted(Pipeline pipeline, ClusterStepTemplate template, Map<String, JsonNode> values)
            throws IOException {
        JsonNode step = JSON.readTree(StepTemplateRenderer.render(template.getSpec(), values, Optional.empty()));
        JsonNode model = JSON.readTree(json(pipeline));
        ArrayNode steps = (ArrayNode) model.at(STEPS);
        JsonNode inner = steps.get(0).deepCopy();
        steps.removeAll().add(step);
        // The editor puts steps into a block; Jenkins accepts none without.
        step.findParents("children").stream()
                .map(block -> (ArrayNode) block.path("children"))
                .filter(ArrayNode::isEmpty)
                .forEach(children -> children.add(inner));

        edit(pipeline, "json", null, model.toString());
        Pipeline written = awaitValidation(pipeline, "success");
        edit(pipeline, "raw", script(written) + "\n// seen\n", null);
        JsonNode read =
                JSON.readTree(json(awaitValidation(pipeline, "success"))).at(STEPS + "/0");

        assertThat(literals(read)).as(script(written)).containsExactlyInAnyOrderElementsOf(literals(step));
        assertThat(read.path("name")).isEqualTo(step.path("name"));
    }

    private static List<String> literals(JsonNode step) {
        return step.findParents("isLiteral").stream()
                .filter(value -> value.path("isLiteral").asBoolean())
                .map(value -> ((ObjectNode) value).path("value").asText())
                .toList();
    }
}
