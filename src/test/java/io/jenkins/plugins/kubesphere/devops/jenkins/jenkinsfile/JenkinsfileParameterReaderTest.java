package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the Jenkinsfiles that are not parsed. There is no Jenkins here, so parsing one would fail. */
class JenkinsfileParameterReaderTest {
    private static final String DECLARATIVE = "pipeline { agent any; stages { stage('A') { steps { echo 'a' } } } }";

    @Test
    void aDeclarativeJenkinsfileWithoutTheSectionHasNoParameters() {
        assertThat(read(DECLARATIVE)).isEqualTo(new DeclaredParameters(List.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node { echo \"${params.WHO}\" }", "library('x'); buildApp(parameters: [])"})
    void aScriptedJenkinsfileIsNotParsed(String jenkinsfile) {
        assertThat(read(jenkinsfile).unknownReason()).isEqualTo("it is scripted, not declarative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"properties([parameters([])])", "properties ([])", "properties [parameters([])]"})
    void theStepPropertiesMakesTheParametersUnknown(String step) {
        assertThat(read("script { " + step + " }\n" + DECLARATIVE).unknownReason())
                .isEqualTo("it uses the step properties, which may declare others during a build");
    }

    @Test
    void aTooLargeJenkinsfileIsNotParsed() {
        String large = DECLARATIVE + " ".repeat(256 * 1024) + "// parameters";

        assertThat(read(large).unknownReason()).isEqualTo("it has more than the 262144 bytes that are read");
    }

    @Test
    void stepsWithASimilarNameAreNotTheStepProperties() {
        assertThat(read("def p = readProperties(file: 'a')\n" + DECLARATIVE).areKnown())
                .isTrue();
    }

    private static DeclaredParameters read(String jenkinsfile) {
        return JenkinsfileParameterReader.read("demo", jenkinsfile);
    }
}
