package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests Jenkinsfiles and JSON whose conversion would run code, or need very much time or memory. */
class HostileJenkinsfilesIT extends JenkinsfileEditTestCase {
    @TempDir
    Path proofOfExecution;

    static Stream<String> attacks() {
        return Stream.of(
                "@groovy.transform.ASTTest(value={ CODE })\ndef x\n",
                "import groovy.transform.ASTTest as T\n@T(phase=org.codehaus.groovy.control.CompilePhase.CONVERSION,"
                        + " value={ CODE })\nclass A {}\n",
                "@Grab('a:b:1')\ndef x\n",
                "@GrabResolver(name='a', root='http://127.0.0.1:1/')\n@Grab('a:b:1')\nimport a.B\n",
                "@groovy.transform.AnnotationCollector([groovy.transform.ToString])\n@interface Foo {}\n");
    }

    /** The converter compiles the Jenkinsfile. Code that would run during the compilation must not run. */
    @ParameterizedTest
    @MethodSource("attacks")
    void noCodeOfAJenkinsfileRunsDuringItsConversion(String attack) throws IOException {
        Path file = proofOfExecution.resolve("file");
        String code = attack.replace("CODE", "new File('" + file + "').createNewFile()");

        Pipeline pipeline = awaitValidation(pipeline("attack", code + PIPELINE.replace("STEP", "echo 'x'")), "failure");

        assertThat(scenario.awaitReason(
                        pipeline, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("cannot be used in the sandbox");
        String json = "{\"pipeline\":{\"agent\":{\"type\":\"any\"},\"stages\":[{\"name\":\"B\",\"branches\":[{\"name\":"
                + "\"default\",\"steps\":[{\"name\":\"script\",\"arguments\":[{\"key\":\"scriptBlock\",\"value\":"
                + "{\"isLiteral\":true,\"value\":" + JSON.valueToTree(code.replaceAll("import .*\n", ""))
                + "}}]}]}]}]}}";
        edit(pipeline, "json", null, json);
        assertThat(script(awaitValidation(pipeline, "failure"))).isEqualTo(script(pipeline));
        assertThat(Files.exists(file)).isFalse();
    }

    /** Code outside of a class, a method or a block is compiled, too. It may run only in builds. */
    @Test
    void initializersAndTopLevelCodeDoNotRunDuringTheConversion() throws IOException {
        Path file = proofOfExecution.resolve("file");
        String create = "new File('" + file + "').createNewFile()";

        Pipeline pipeline = pipeline(
                "bare",
                "class A { static { " + create + " } }\n" + create + "\n" + PIPELINE.replace("STEP", "echo 'x'"));

        awaitValidation(pipeline, "failure");
        assertThat(Files.exists(file)).isFalse();
    }

    /**
     * Groovy's parser needs about twelve times as long for each further five casts in a row. With this number of casts,
     * the parser ends by itself some time after the time limit. Until then, the namespace gets no further conversion.
     */
    @Test
    void aLineThatTakesTooLongToParseIsRefusedAndDelaysNoOtherNamespace() {
        AcceptanceTestProject other = scenario.inOtherNamespace();
        other.createProject(other.namespace);
        Pipeline pipeline = pipeline("bomb", PIPELINE.replace("STEP", "script { x = " + "(A)".repeat(28) + "1 }"));

        assertThat(scenario.awaitReason(
                        pipeline, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("takes longer than 20 s to read");
        awaitValidation(other.createPipeline("after", PIPELINE.replace("STEP", "echo 'x'")), "success");
        other.deleteProject();
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of("deep", "{\"pipeline\":" + "[".repeat(100_000)),
                Arguments.of("deep-brackets", "{\"pipeline\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                Arguments.of("number", "{\"pipeline\":" + "9".repeat(200_000) + "}"),
                Arguments.of("schema", "{\"pipeline\":{\"stages\":[" + "{},".repeat(60_000) + "{}]}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    void largeJsonIsRefusedAndDelaysNoOtherPipeline(String name, String json) {
        Pipeline pipeline = awaitValidation(pipeline(name, PIPELINE.replace("STEP", "echo 'x'")), "success");

        edit(pipeline, "json", null, json);

        Pipeline validated = awaitValidation(pipeline, "failure");
        assertThat(script(validated)).isEqualTo(script(pipeline));
        assertThat(validated
                        .getStatus()
                        .condition(ConditionTypes.JENKINSFILE_CONVERTED)
                        .orElseThrow()
                        .message())
                .hasSizeLessThan(1000);
    }

    @Test
    void deeplyNestedBracketsAreRefused() {
        Pipeline pipeline = awaitValidation(
                pipeline(
                        "deep",
                        PIPELINE.replace("STEP", "script { x = " + "[".repeat(60_000) + "]".repeat(60_000) + " }")),
                "failure");

        assertThat(pipeline.getStatus()
                        .condition(ConditionTypes.JENKINSFILE_CONVERTED)
                        .orElseThrow()
                        .message())
                .contains("nested too deeply");
    }
}
