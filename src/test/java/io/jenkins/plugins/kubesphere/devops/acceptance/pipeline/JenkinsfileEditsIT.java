package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.text.ShortHash;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits a Jenkinsfile as text and as JSON, as consoles do, and compares both forms. */
class JenkinsfileEditsIT extends JenkinsfileEditTestCase {
    /** Texts in quotes in a Jenkinsfile, and their values. */
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
    void textsHaveTheSameValueInBothForms(String name, String step, String text) throws IOException {
        Pipeline pipeline = awaitValidation(pipeline(name, PIPELINE.replace("STEP", step)), "success");
        String first = json(pipeline);
        assertThat(JSON.readTree(first).findParents("isLiteral"))
                .extracting(literal -> literal.path("value").textValue())
                .contains(text);

        edit(pipeline, "json", null, first);
        Pipeline written = awaitValidation(pipeline, "success");
        edit(pipeline, "raw", script(written) + "// seen\n", null);

        assertThat(json(awaitValidation(pipeline, "success"))).isEqualTo(first);
    }

    /** The plugin indents the lines of a text in triple double quotes, and removes the indentation of scripts. */
    @Test
    void multiLineExpressionsAndCodeAreKeptExactly() {
        String text = "\"\"\"\n   one ${env.X} {\n }\n      two \\$HOME\n\"\"\"";
        String code =
                "def yaml = '''\na:\n  - b: \"\\\\d+\"\n'''\n          if (yaml =~ /\\d+/) {\n            echo yaml\n"
                        + "          }";
        String when = "env.A == '''\n  x\n'''";
        Pipeline pipeline = awaitValidation(
                pipeline(
                        "several",
                        PIPELINE.replace(
                                "steps {\n        STEP",
                                "when { expression { " + when + " } }\n      steps {\n        sh " + text
                                        + "\n        script {\n          " + code + "\n        }")),
                "success");

        edit(pipeline, "json", null, json(pipeline));

        assertThat(script(awaitValidation(pipeline, "success"))).contains(text, code, when);
    }

    @Test
    void theNameOfAStageMayContainABackslash() {
        Pipeline pipeline = awaitValidation(
                pipeline("stages", PIPELINE.replace("STEP", "echo 'x'").replace("'Build'", "'C:\\\\temp it\\'s 构建'")),
                "success");

        edit(pipeline, "json", null, json(pipeline));

        assertThat(script(awaitValidation(pipeline, "success"))).contains("stage('C:\\\\temp it\\'s 构建')");
    }

    @Test
    void aStepAddedToTheJsonRuns() {
        Pipeline pipeline = awaitValidation(pipeline("added", PIPELINE.replace("STEP", "echo 'one'")), "success");

        edit(pipeline, "json", null, json(pipeline).replace("\"one\"", "\"a \\\\ 'two' $HOME\""));

        Pipeline written = awaitValidation(pipeline, "success");
        assertThat(script(written)).contains("echo 'a \\\\ \\'two\\' $HOME'");
        assertThat(annotation(written, Annotations.OBSERVED_JENKINSFILE)).isEqualTo(ShortHash.compute(script(written)));
        scenario.await(pipeline, SyncOutcome::wasSynced);
        PipelineRun run = scenario.awaitEnd(scenario.createRun("added-1", "added"));
        assertThat(scenario.log(run)).contains("a \\ 'two' $HOME");
    }

    @Test
    void editingTheJsonRemovesCommentsAndLayout() {
        Pipeline pipeline = awaitValidation(
                pipeline("lost", PIPELINE.replace("STEP", "// a comment\n\n        echo 'one'")), "success");

        edit(pipeline, "json", null, json(pipeline).replace("\"one\"", "\"two\""));

        assertThat(script(awaitValidation(pipeline, "success")))
                .contains("\n        echo 'two'\n")
                .doesNotContain("// a comment");
    }

    @Test
    void anEditWithKubectlIsConvertedAgain() {
        Pipeline pipeline = awaitValidation(pipeline("kubectl", PIPELINE.replace("STEP", "echo 'one'")), "success");

        scenario.client
                .resource(pipeline)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        JSON.valueToTree(Map.of(
                                        "spec",
                                        Map.of(
                                                "pipeline",
                                                Map.of("jenkinsfile", PIPELINE.replace("STEP", "echo 'two'")))))
                                .toString());

        scenario.await(pipeline, found -> json(found).contains("\"two\""));
    }
}
