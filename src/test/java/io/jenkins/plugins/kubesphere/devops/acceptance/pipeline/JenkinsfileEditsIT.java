package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Target;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.Targets;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.ShortHash;
import io.jenkins.plugins.kubesphere.devops.api.SpecHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Jenkinsfile as text and as JSON, each edited as consoles do it. On a real controller only: nothing else knows the JSON.
 */
class JenkinsfileEditsIT extends AcceptanceTestCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PIPELINE =
            "pipeline {\n  agent any\n  stages {\n    stage('Build') {\n      steps {\n        STEP\n      }\n    }\n  }\n}\n";

    @TempDir
    Path witness;

    @Override
    protected Target target(Targets targets) {
        return targets.controller();
    }

    private Pipeline pipeline(String name, String jenkinsfile) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(loop.namespace)
                .build());
        pipeline.setSpec(new PipelineSpec(
                "pipeline", new NoScmPipeline(name, null, null, null, null, null, null, null, jenkinsfile), null));
        return loop.client.resource(pipeline).create();
    }

    private static String annotation(Pipeline pipeline, String key) {
        return pipeline.getMetadata().getAnnotations() == null
                ? null
                : pipeline.getMetadata().getAnnotations().get(key);
    }

    private static String json(Pipeline pipeline) {
        return annotation(pipeline, PipelineAnnotations.JENKINSFILE);
    }

    private static String script(Pipeline pipeline) {
        return pipeline.getSpec().pipeline().jenkinsfile();
    }

    private Pipeline awaitAnswer(Pipeline pipeline, String validate) {
        Predicate<Pipeline> answered = found -> "".equals(annotation(found, PipelineAnnotations.JENKINSFILE_EDIT_MODE))
                && validate.equals(annotation(found, PipelineAnnotations.JENKINSFILE_VALIDATE));
        return loop.await(pipeline, answered);
    }

    /** As the console's editors save: what was edited and the mode, at once. */
    private void edit(Pipeline pipeline, String mode, String script, String json) {
        Map<String, Object> annotations = new TreeMap<>();
        annotations.put(PipelineAnnotations.JENKINSFILE_EDIT_MODE, mode);
        annotations.put(PipelineAnnotations.JENKINSFILE_VALIDATE, "");
        if (json != null) {
            annotations.put(PipelineAnnotations.JENKINSFILE, json);
        }
        Map<String, Object> change = new TreeMap<>(Map.of("metadata", Map.of("annotations", annotations)));
        if (script != null) {
            change.put("spec", Map.of("pipeline", Map.of("jenkinsfile", script)));
        }
        loop.client
                .resource(pipeline)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        JSON.valueToTree(change).toString());
    }

    /** What stands in quotes in a Jenkinsfile, and what it says. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("plain", "sh 'make build'", "make build"),
                Arguments.of("backslashes", "sh 'echo a\\\\b \\\\\\\\n'", "echo a\\b \\\\n"),
                Arguments.of("expression", "sh 'grep \"\\\\.java$\" *'", "grep \"\\.java$\" *"),
                Arguments.of("escapes", "sh 'a\\tb\\nc'", "a\tb\nc"),
                Arguments.of("quotes", "sh 'it\\'s \"quoted\"'", "it's \"quoted\""),
                Arguments.of("dollar", "sh 'echo $HOME ${HOME} \\$'", "echo $HOME ${HOME} $"),
                Arguments.of("chinese", "echo '构建完成 🚀'", "构建完成 🚀"),
                Arguments.of(
                        "lines",
                        "sh '''\n   set -e\n     if true; then {\n echo \\'\\'\\' \\\\ \"x\"\n'''",
                        "\n   set -e\n     if true; then {\n echo ''' \\ \"x\"\n"),
                Arguments.of("unicode-escape", "sh 'a\\u0041b \\\\u0041'", "aAb \\u0041"),
                Arguments.of("like-json-array", "echo '[1, 2]'", "[1, 2]"),
                Arguments.of("like-json-object", "echo '{\"a\": null}'", "{\"a\": null}"),
                Arguments.of("like-null", "echo 'null'", "null"),
                Arguments.of("like-function", "echo 'function(a){ return 1 }'", "function(a){ return 1 }"),
                Arguments.of("like-quoted", "echo '\"x\"'", "\"x\""),
                Arguments.of("blanks", "echo '  x  '", "  x  "),
                Arguments.of("nothing", "echo ''", ""),
                Arguments.of("markup", "echo '<a href=\"x\">&amp;]]></a>'", "<a href=\"x\">&amp;]]></a>"),
                Arguments.of(
                        "several",
                        "sh(script: 'date | sed s/\\\\//-/', returnStdout: true)\n        timeout(time: 5, unit:"
                                + " 'MINUTES') { echo 'x' }",
                        "date | sed s/\\//-/"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void aTextIsTheSameInBothForms(String name, String step, String text) throws IOException {
        Pipeline made = awaitAnswer(pipeline(name, PIPELINE.replace("STEP", step)), "success");
        String first = json(made);
        assertThat(JSON.readTree(first).findParents("isLiteral"))
                .extracting(literal -> literal.path("value").textValue())
                .contains(text);

        edit(made, "json", null, first);
        Pipeline written = awaitAnswer(made, "success");
        edit(made, "raw", script(written) + "// seen\n", null);

        assertThat(json(awaitAnswer(made, "success"))).isEqualTo(first);
    }

    /** The plugin indents the lines of a text in three double quotes, and takes the indentation off those of a script. */
    @Test
    void expressionsOfSeveralLinesAndCodeAreTheSameToTheCharacter() {
        String text = "\"\"\"\n   one ${env.X} {\n }\n      two \\$HOME\n\"\"\"";
        String code =
                "def yaml = '''\na:\n  - b: \"\\\\d+\"\n'''\n          if (yaml =~ /\\d+/) {\n            echo yaml\n"
                        + "          }";
        String when = "env.A == '''\n  x\n'''";
        Pipeline made = awaitAnswer(
                pipeline(
                        "several",
                        PIPELINE.replace(
                                "steps {\n        STEP",
                                "when { expression { " + when + " } }\n      steps {\n        sh " + text
                                        + "\n        script {\n          " + code + "\n        }")),
                "success");

        edit(made, "json", null, json(made));

        assertThat(script(awaitAnswer(made, "success"))).contains(text, code, when);
    }

    @Test
    void aStageMayHaveABackslash() {
        Pipeline made = awaitAnswer(
                pipeline("stages", PIPELINE.replace("STEP", "echo 'x'").replace("'Build'", "'C:\\\\temp it\\'s 构建'")),
                "success");

        edit(made, "json", null, json(made));

        assertThat(script(awaitAnswer(made, "success"))).contains("stage('C:\\\\temp it\\'s 构建')");
    }

    @Test
    void aStepThatIsAddedToTheJsonIsRun() {
        Pipeline made = awaitAnswer(pipeline("added", PIPELINE.replace("STEP", "echo 'one'")), "success");

        edit(made, "json", null, json(made).replace("\"one\"", "\"a \\\\ 'two' $HOME\""));

        Pipeline written = awaitAnswer(made, "success");
        assertThat(script(written)).contains("echo 'a \\\\ \\'two\\' $HOME'");
        assertThat(annotation(written, Annotations.OBSERVED_JENKINSFILE)).isEqualTo(ShortHash.of(script(written)));
        loop.await(
                made,
                found -> annotation(found, Annotations.OBSERVED_SPEC) != null
                        && annotation(found, Annotations.OBSERVED_SPEC).equals(SpecHash.of(found.getSpec())));
        PipelineRun run = loop.awaitOver(loop.run("added-1", "added"));
        assertThat(loop.log(run)).contains("a \\ 'two' $HOME");
    }

    @Test
    void aScriptedPipelineHasNoJsonAndRuns() {
        Pipeline made = awaitAnswer(pipeline("scripted", "node {\n  echo 'built'\n}\n"), "failure");

        assertThat(json(made)).isEmpty();
        assertThat(loop.awaitReason(made, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .isEqualTo(
                        "Pipeline " + loop.namespace + "/scripted: the Jenkinsfile is scripted, not declarative: it has"
                                + " no pipeline block, and cannot be edited graphically; it runs all the same");
        assertThat(loop.awaitReady(made)).isNotNull();
        assertThat(loop.awaitOver(loop.run("scripted-1", "scripted"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void jsonThatMakesNoJenkinsfileChangesNothing() {
        Pipeline made = awaitAnswer(pipeline("broken", PIPELINE.replace("STEP", "echo 'one'")), "success");
        String json = json(made).replace("\"echo\"", "\"no such step S3cret\"");

        edit(made, "json", null, json);

        Pipeline answered = awaitAnswer(made, "failure");
        assertThat(script(answered)).isEqualTo(script(made));
        assertThat(json(answered)).isEqualTo(json);
        assertThat(loop.awaitEvents(made, "JenkinsfileNotConverted"))
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

    /** What Jenkins' converter would write otherwise is refused, as its user would not see it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void jsonThatTheConverterWouldChangeIsRefused(String name, String stage, String text, String message) {
        Pipeline made = awaitAnswer(
                pipeline(name, "pipeline { agent any\n stages { stage('B') { " + stage + " } } }"), "success");

        edit(made, "json", null, json(made).replace("\"ONE\"", "\"" + text + "\""));

        Pipeline answered = awaitAnswer(made, "failure");
        assertThat(script(answered)).isEqualTo(script(made));
        assertThat(loop.awaitEvents(made, "JenkinsfileNotConverted"))
                .anySatisfy(event -> assertThat(event).contains(message));
    }

    @Test
    void commentsAndLayoutAreLostWhenTheJsonIsEdited() {
        Pipeline made = awaitAnswer(
                pipeline("lost", PIPELINE.replace("STEP", "// a comment\n\n        echo 'one'")), "success");

        edit(made, "json", null, json(made).replace("\"one\"", "\"two\""));

        assertThat(script(awaitAnswer(made, "success")))
                .contains("\n        echo 'two'\n")
                .doesNotContain("// a comment");
    }

    /** The converter leaves it out, and the editor would take it away. */
    @ParameterizedTest
    @ValueSource(
            strings = {"@Library('tools') _\nPIPELINE", "import a.B\nPIPELINE", "PIPELINE\ndef help() { echo 'x' }\n"})
    void codeOutsideOfThePipelineBlockIsNotLost(String around) {
        Pipeline made = pipeline("around", around.replace("PIPELINE", PIPELINE.replace("STEP", "echo 'x'")));

        assertThat(loop.awaitReason(made, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("code outside its pipeline block");
        assertThat(json(awaitAnswer(made, "failure"))).isEmpty();
    }

    @Test
    void commentsAroundThePipelineBlockAreNoCode() {
        awaitAnswer(
                pipeline(
                        "commented",
                        "#!groovy\r\n// {\r\n/* * \" ' */ "
                                + PIPELINE.replace("STEP", "echo '构建'").trim() + " // }"),
                "success");
    }

    static Stream<String> attacks() {
        return Stream.of(
                "@groovy.transform.ASTTest(value={ WITNESS })\ndef x\n",
                "import groovy.transform.ASTTest as T\n@T(phase=org.codehaus.groovy.control.CompilePhase.CONVERSION,"
                        + " value={ WITNESS })\nclass A {}\n",
                "@Grab('a:b:1')\ndef x\n",
                "@GrabResolver(name='a', root='http://127.0.0.1:1/')\n@Grab('a:b:1')\nimport a.B\n",
                "@groovy.transform.AnnotationCollector([groovy.transform.ToString])\n@interface Foo {}\n");
    }

    /** The converter compiles; what runs while something is compiled must not. */
    @ParameterizedTest
    @MethodSource("attacks")
    void nothingOfAJenkinsfileRunsWhileItIsRead(String attack) throws IOException {
        Path file = witness.resolve("file");
        String code = attack.replace("WITNESS", "new File('" + file + "').createNewFile()");

        Pipeline made = awaitAnswer(pipeline("attack", code + PIPELINE.replace("STEP", "echo 'x'")), "failure");

        assertThat(loop.awaitReason(made, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("cannot be used in the sandbox");
        String json = "{\"pipeline\":{\"agent\":{\"type\":\"any\"},\"stages\":[{\"name\":\"B\",\"branches\":[{\"name\":"
                + "\"default\",\"steps\":[{\"name\":\"script\",\"arguments\":[{\"key\":\"scriptBlock\",\"value\":"
                + "{\"isLiteral\":true,\"value\":" + JSON.valueToTree(code.replaceAll("import .*\n", ""))
                + "}}]}]}]}]}}";
        edit(made, "json", null, json);
        assertThat(script(awaitAnswer(made, "failure"))).isEqualTo(script(made));
        assertThat(Files.exists(file)).isFalse();
    }

    /** Code outside of a class, a method or a block is compiled as well, and runs with the builds alone. */
    @Test
    void initializersAndBareCodeDoNotRunEither() throws IOException {
        Path file = witness.resolve("file");
        String create = "new File('" + file + "').createNewFile()";

        Pipeline made = pipeline(
                "bare",
                "class A { static { " + create + " } }\n" + create + "\n" + PIPELINE.replace("STEP", "echo 'x'"));

        awaitAnswer(made, "failure");
        assertThat(Files.exists(file)).isFalse();
    }

    /** Of ten casts in a row Groovy's parser takes a dozen times as long as of five, and so on. It ends by itself here. */
    @Test
    void aLineThatTakesForEverIsGivenUp() {
        Pipeline made = pipeline("bomb", PIPELINE.replace("STEP", "script { x = " + "(A)".repeat(28) + "1 }"));

        assertThat(loop.awaitReason(made, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("it takes longer than 20 s to read");
        awaitAnswer(pipeline("after", PIPELINE.replace("STEP", "echo 'x'")), "success");
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
    void largeJsonIsRefusedAndHoldsUpNobody(String name, String json) {
        Pipeline made = awaitAnswer(pipeline(name, PIPELINE.replace("STEP", "echo 'x'")), "success");

        edit(made, "json", null, json);

        Pipeline answered = awaitAnswer(made, "failure");
        assertThat(script(answered)).isEqualTo(script(made));
        assertThat(answered.getStatus()
                        .condition(ConditionTypes.JENKINSFILE_CONVERTED)
                        .orElseThrow()
                        .message())
                .hasSizeLessThan(1000);
    }

    @Test
    void jsonThatHasNoRoomAmongTheAnnotationsIsNotWritten() {
        Pipeline made = awaitAnswer(
                pipeline("large", PIPELINE.replace("STEP", "echo '" + "x".repeat(250_000) + "'")), "failure");

        assertThat(loop.awaitReason(made, ConditionTypes.JENKINSFILE_CONVERTED, ConditionReasons.NOT_CONVERTIBLE))
                .contains("Kubernetes allows for all annotations of an object");
        awaitAnswer(pipeline("larger", PIPELINE.replace("STEP", "echo '" + "x".repeat(1_000_000) + "'")), "failure");
    }

    @Test
    void deepBracketsAreRefused() {
        Pipeline made = awaitAnswer(
                pipeline(
                        "deep",
                        PIPELINE.replace("STEP", "script { x = " + "[".repeat(60_000) + "]".repeat(60_000) + " }")),
                "failure");

        assertThat(made.getStatus()
                        .condition(ConditionTypes.JENKINSFILE_CONVERTED)
                        .orElseThrow()
                        .message())
                .contains("nested too deeply");
    }

    @Test
    void whatIsEditedWithKubectlIsConvertedAnew() {
        Pipeline made = awaitAnswer(pipeline("kubectl", PIPELINE.replace("STEP", "echo 'one'")), "success");

        loop.client
                .resource(made)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        JSON.valueToTree(Map.of(
                                        "spec",
                                        Map.of(
                                                "pipeline",
                                                Map.of("jenkinsfile", PIPELINE.replace("STEP", "echo 'two'")))))
                                .toString());

        loop.await(made, found -> json(found).contains("\"two\""));
    }
}
