package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Tests what is read in the section {@code parameters} of Jenkinsfiles, with the parser of a real controller. */
class ParametersSectionIT extends ControllerTestCase {
    private static final String STAGES = " stages { stage('A') { steps { echo 'a' } } } }";
    private static final String COMPUTED =
            "unknown: its section parameters has a value that only a build can compute, in ";

    private static final String ERROR = "unknown: it has an error, or a value that only a build can compute";

    private static final Map<String, String> LITERALS = Map.of(
            "string(name: 'A', defaultValue: 'it\\'s', description: 'd', trim: true)", "string A d <it's> [] true",
            "string(name: \"A\")", "string A  <> [] false",
            "text(name: 'A', defaultValue: '''b\nc''')", "text A  <b\nc> [] false",
            "booleanParam(name: 'A', defaultValue: true)", "booleanParam A  <true> [] false",
            "booleanParam(name: 'A')", "booleanParam A  <false> [] false",
            "choice(name: 'A', choices: ['b', 'c'])", "choice A  <> [b, c] false",
            "choice(name: 'A', choices: 'b\\nc')", "choice A  <> [b, c] false",
            "string(name: 'A', description: \"${BUILD_ID}\")", "string A  <> [] false");

    private static final Map<String, String> OTHERS = Map.of(
            "string(name: 'A', defaultValue: \"${BUILD_ID}\")", COMPUTED + "\"string\"",
            "string(name: 'A' + 'B')", COMPUTED + "\"string\"",
            "booleanParam(name: 'A', defaultValue: isUnix())", COMPUTED + "\"booleanParam\"",
            "choice(name: 'A', choices: ['b', 'c'].join('\\n'))", ERROR,
            "choice(name: 'A', choices: ['b', \"${c}\"])", COMPUTED + "\"choice\"",
            "file(name: 'A', description: 'd')",
                    "unknown: it declares a parameter of the type \"file\", which only a build can create");

    @Test
    void literalsAreKnownAndEverythingElseIsLeftToTheBuild() {
        SoftAssertions softly = new SoftAssertions();
        LITERALS.forEach((section, expected) ->
                softly.assertThat(read(declarative(section))).as(section).isEqualTo(expected));
        OTHERS.forEach((section, expected) ->
                softly.assertThat(read(declarative(section))).as(section).isEqualTo(expected));
        softly.assertAll();
    }

    /** A shared library is not loaded, and no code runs. */
    @Test
    void codeOutsideOfThePipelineBlockDoesNotMatter() {
        String pipeline = declarative("string(name: 'A')");

        for (String code :
                List.of("@Library('missing') _\n", "def f() { throw new Error() }\n", "throw new Error()\n")) {
            assertThat(read(code + pipeline)).as(code).isEqualTo("string A  <> [] false");
        }
    }

    @Test
    void aDefaultPasswordIsStoredEncrypted() {
        assertThat(read(declarative("password(name: 'A', defaultValue: 's3cret')")))
                .startsWith("password A  <{")
                .doesNotContain("s3cret");
    }

    @Test
    void aJenkinsfileWithAnErrorIsLeftToTheBuild() {
        assertThat(read("pipeline { parameters { string(name: 'A') } }")).isEqualTo(ERROR);
    }

    private static String declarative(String section) {
        return "pipeline { agent any; parameters { " + section + " };" + STAGES;
    }

    private String read(String jenkinsfile) {
        String text = Base64.getEncoder().encodeToString(jenkinsfile.getBytes(StandardCharsets.UTF_8));
        return target.controller().http().runScript("""
                def reader = Jenkins.get().pluginManager.uberClassLoader.loadClass(
                    'io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.JenkinsfileParameterReader')
                def found = reader.read('demo', new String('%s'.decodeBase64(), 'UTF-8'))
                print found.unknownReason() ? 'unknown: ' + found.unknownReason() : found.parameters().collect {
                    "${it.type()} ${it.name()} ${it.description()} <${it.defaultValue()}> ${it.choices()} ${it.trim()}"
                }.join('; ')
                """.formatted(text)).strip();
    }
}
