package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests Jenkinsfiles that cannot be converted to JSON, and JSON that cannot be converted to a Jenkinsfile. Neither is
 * changed, and the operator reports the reason.
 */
class RefusedJenkinsfileEditsIT extends JenkinsfileEditTestCase {
    @Test
    void aScriptedPipelineHasNoJsonAndRuns() {
        Pipeline pipeline = awaitValidation(pipeline("scripted", "node {\n  echo 'built'\n}\n"), "failure");

        assertThat(json(pipeline)).isEmpty();
        assertThat(scenario.awaitReason(
                        pipeline, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .isEqualTo("Pipeline " + scenario.namespace
                        + "/scripted: the Jenkinsfile is scripted, not declarative: it has"
                        + " no pipeline block, and cannot be edited graphically, but it runs");
        assertThat(scenario.awaitReady(pipeline)).isNotNull();
        assertThat(scenario.awaitEnd(scenario.createRun("scripted-1", "scripted"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void invalidJsonDoesNotChangeTheJenkinsfile() {
        Pipeline pipeline = awaitValidation(pipeline("broken", PIPELINE.replace("STEP", "echo 'one'")), "success");
        String json = json(pipeline).replace("\"echo\"", "\"no such step S3cret\"");

        edit(pipeline, "json", null, json);

        Pipeline validated = awaitValidation(pipeline, "failure");
        assertThat(script(validated)).isEqualTo(script(pipeline));
        assertThat(json(validated)).isEqualTo(json);
        assertThat(scenario.awaitEvents(pipeline, "JenkinsfileNotConverted"))
                .allSatisfy(event -> assertThat(event).doesNotContain("S3cret"));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("carriage-return", "steps { echo 'ONE' }", "one\\r\\ntwo", "carriage returns"),
                Arguments.of(
                        "button",
                        "input { message 'Go on?'; id 'go'; ok 'ONE' }\n steps { echo 'x' }",
                        "Yes",
                        "the button of an input"),
                Arguments.of("dollar-slashy", "steps { echo($/a\\d$x/$); echo('ONE') }", "two", "unexpected char"));
    }

    /**
     * Jenkins' converter would write something else than the user entered, and the user would not see it. So such JSON
     * is refused.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void jsonThatTheConverterWouldChangeIsRefused(String name, String stage, String text, String message) {
        Pipeline pipeline = awaitValidation(
                pipeline(name, "pipeline { agent any\n stages { stage('B') { " + stage + " } } }"), "success");

        edit(pipeline, "json", null, json(pipeline).replace("\"ONE\"", "\"" + text + "\""));

        Pipeline validated = awaitValidation(pipeline, "failure");
        assertThat(script(validated)).isEqualTo(script(pipeline));
        assertThat(scenario.awaitEvents(pipeline, "JenkinsfileNotConverted"))
                .anySatisfy(event -> assertThat(event).contains(message));
    }

    /** The converter omits this code, so saving in the editor would remove it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"@Library('tools') _\nPIPELINE", "import a.B\nPIPELINE", "PIPELINE\ndef help() { echo 'x' }\n"})
    void codeOutsideOfThePipelineBlockIsKept(String around) {
        Pipeline pipeline = pipeline("around", around.replace("PIPELINE", PIPELINE.replace("STEP", "echo 'x'")));

        assertThat(scenario.awaitReason(
                        pipeline, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("code outside its pipeline block");
        assertThat(json(awaitValidation(pipeline, "failure"))).isEmpty();
    }

    @Test
    void commentsAroundThePipelineBlockAreNotCode() {
        awaitValidation(
                pipeline(
                        "commented",
                        "#!groovy\r\n// {\r\n/* * \" ' */ "
                                + PIPELINE.replace("STEP", "echo '构建'").trim() + " // }"),
                "success");
    }

    @Test
    void jsonThatExceedsTheSizeOfAnnotationsIsNotWritten() {
        Pipeline pipeline = awaitValidation(
                pipeline("large", PIPELINE.replace("STEP", "echo '" + "x".repeat(250_000) + "'")), "failure");

        assertThat(scenario.awaitReason(
                        pipeline, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("Kubernetes allows for all annotations of an object");
        awaitValidation(
                pipeline("larger", PIPELINE.replace("STEP", "echo '" + "x".repeat(1_000_000) + "'")), "failure");
    }
}
