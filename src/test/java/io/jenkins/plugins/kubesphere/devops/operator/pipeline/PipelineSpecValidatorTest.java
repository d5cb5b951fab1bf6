package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineSpecValidatorTest {

    @Test
    void aPipelineWithoutAJenkinsfileIsAccepted() {
        assertThat(PipelineSpecValidator.findProblems(pipeline())).isEmpty();
    }

    @Test
    void aMissingSpecOfTheTypeIsReported() {
        assertThat(PipelineSpecValidator.findProblems(new PipelineSpec("pipeline", null, null)))
                .containsExactly("spec.type is \"pipeline\" but spec.pipeline is missing; add it");
        assertThat(PipelineSpecValidator.findProblems(new PipelineSpec("multi-branch-pipeline", null, null)))
                .containsExactly(
                        "spec.type is \"multi-branch-pipeline\" but spec.multi_branch_pipeline is missing; add it");
    }

    @Test
    void anUnknownTypeIsReported() {
        assertThat(PipelineSpecValidator.findProblems(new PipelineSpec("freestyle", null, null)))
                .containsExactly(
                        "spec.type \"freestyle\" is not one of pipeline, multi-branch-pipeline; set it to one of them");
    }

    @Test
    void aMissingTypeIsReported() {
        String missing = "spec.type is missing; set it to pipeline or multi-branch-pipeline";
        assertThat(PipelineSpecValidator.findProblems(PipelineSpec.EMPTY)).containsExactly(missing);
        assertThat(PipelineSpecValidator.findProblems(new PipelineSpec(" ", null, null)))
                .containsExactly(missing);
    }

    @Test
    void knownSourceTypesAreAccepted() {
        assertThat(SourceTypes.ALL).allSatisfy(type -> assertThat(PipelineSpecValidator.findProblems(branches(type)))
                .isEmpty());
    }

    @Test
    void anUnknownOrMissingSourceTypeIsReported() {
        assertThat(PipelineSpecValidator.findProblems(branches("gitt")))
                .containsExactly("spec.multi_branch_pipeline.source_type \"gitt\" is not one of git, github, gitlab,"
                        + " bitbucket_server, svn, single_svn; set it to one of them");
        assertThat(PipelineSpecValidator.findProblems(branches(null)))
                .containsExactly(
                        "spec.multi_branch_pipeline.source_type is missing; set it to one of git, github, gitlab,"
                                + " bitbucket_server, svn, single_svn");
    }

    @Test
    void allProblemsOfParametersAreReportedTogether() {
        PipelineSpec spec = pipeline(
                new PipelineParameter("A", "strnig", "x", null),
                new PipelineParameter("A", "text", "x", null),
                new PipelineParameter(" ", "text", "x", null));

        assertThat(PipelineSpecValidator.findProblems(spec))
                .containsExactly(
                        "spec.pipeline.parameters[0] \"A\": type \"strnig\" is not one of string, text, boolean,"
                                + " choice, password, file; set it to one of them",
                        "spec.pipeline.parameters[1] has the same name as an earlier parameter, \"A\"; rename or remove it",
                        "spec.pipeline.parameters[2] has no name; give it a name");
    }

    /** Such a default was silently false, although a run with the same text was refused. */
    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", " true", "on"})
    void aBooleanDefaultThatIsNeitherTrueNorFalseIsReported(String value) {
        assertThat(PipelineSpecValidator.findProblems(pipeline(new PipelineParameter("B", "boolean", value, null))))
                .containsExactly("spec.pipeline.parameters[0] \"B\": default_value \"" + value
                        + "\" must be true or false, or be left out for false");
    }

    /** The message of Ready would be as large as the default. */
    @Test
    void aLongDefaultIsQuotedInPart() {
        assertThat(PipelineSpecValidator.findProblems(
                        pipeline(new PipelineParameter("B", "boolean", "x".repeat(5_000), null))))
                .singleElement()
                .asString()
                .startsWith("spec.pipeline.parameters[0] \"B\": default_value \"xxx")
                .endsWith("\" must be true or false, or be left out for false")
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "true", "False", "TRUE"})
    void aBooleanDefaultInAnyCaseIsAccepted(String value) {
        assertThat(PipelineSpecValidator.findProblems(pipeline(new PipelineParameter("B", "boolean", value, null))))
                .isEmpty();
    }

    /** @param sourceType as YAML */
    private static PipelineSpec branches(String sourceType) {
        return Serialization.unmarshal("""
                type: multi-branch-pipeline
                multi_branch_pipeline: {name: web, script_path: Jenkinsfile, source_type: %s}
                """.formatted(sourceType), PipelineSpec.class);
    }

    private static PipelineSpec pipeline(PipelineParameter... parameters) {
        return NoScmPipelineBuilder.named("web").parameters(parameters).spec();
    }
}
