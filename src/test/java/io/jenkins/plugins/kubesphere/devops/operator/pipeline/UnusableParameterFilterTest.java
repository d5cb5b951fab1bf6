package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Earlier releases stored such parameters; the job was made without them. */
class UnusableParameterFilterTest {
    @Test
    void aParameterOfAPluginAndASecondOneOfANameAreLeftOut() {
        PipelineParameter first = new PipelineParameter("A", "string", "dev", null);
        PipelineSpec spec = spec(
                first,
                new PipelineParameter("A", "string", "prod", null),
                new PipelineParameter("TAG", "net.example.GitParameterDefinition", "unknown", null));

        UnusableParameterFilter filter = UnusableParameterFilter.of(spec, false);

        assertThat(filter.spec()).isEqualTo(spec(first));
        assertThat(filter.warnings())
                .containsExactly(
                        "spec.pipeline.parameters[1] \"A\" has the name of an earlier parameter, and is left out; rename"
                                + " or remove it",
                        "spec.pipeline.parameters[2] \"TAG\" has a class of a plugin as its type, and is left out;"
                                + " declare it in the Jenkinsfile, or remove it");
    }

    @Test
    void theProblemOfAnotherParameterKeepsItsPlace() {
        PipelineSpec spec = spec(
                new PipelineParameter("TAG", "net.example.GitParameterDefinition", "unknown", null),
                new PipelineParameter("FAST", "boolean", "yes", null));

        assertThat(UnusableParameterFilter.of(spec, false).findProblems(spec))
                .singleElement()
                .asString()
                .startsWith("spec.pipeline.parameters[1] \"FAST\"");
    }

    @Test
    void aBooleanDefaultThatWasAcceptedCountsAsFalse() {
        PipelineSpec spec = spec(new PipelineParameter("FAST", "boolean", "yes", null));

        UnusableParameterFilter filter = UnusableParameterFilter.of(spec, true);

        assertThat(filter.findProblems(spec)).isEmpty();
        assertThat(filter.spec()).isEqualTo(spec(new PipelineParameter("FAST", "boolean", "", null)));
        assertThat(filter.warnings())
                .containsExactly(
                        "spec.pipeline.parameters[0] \"FAST\": default_value is neither true nor false, and counts"
                                + " as false; correct it");
        assertThat(UnusableParameterFilter.of(spec, false).findProblems(spec)).hasSize(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n \n"})
    void aChoiceWithoutOptionsIsKeptWithAWarning(String options) {
        PipelineSpec spec = spec(new PipelineParameter("C", "choice", options, null));

        assertThat(UnusableParameterFilter.of(spec, false).spec()).isSameAs(spec);
        assertThat(UnusableParameterFilter.of(spec, false).warnings())
                .containsExactly(
                        "spec.pipeline.parameters[0] \"C\": a choice needs its options in default_value, one on each line");
    }

    @Test
    void misspelledTypesAndMissingNamesAreLeftToTheValidator() {
        PipelineSpec spec = spec(
                new PipelineParameter("A", "strnig", "x", null),
                new PipelineParameter(null, "text", "x", null),
                new PipelineParameter(null, "text", "x", null));

        assertThat(UnusableParameterFilter.of(spec, false).spec()).isSameAs(spec);
        assertThat(UnusableParameterFilter.of(spec, false).warnings()).isEmpty();
    }

    /** Its parameters are those of the Jenkinsfiles, so a rest of another type does not matter. */
    @Test
    void theParametersOfAPipelineWithBranchesAreNotLookedAt() {
        PipelineSpec before = spec(new PipelineParameter("TAG", "net.example.GitParameterDefinition", "unknown", null));
        PipelineSpec branches = new PipelineSpec("multi-branch-pipeline", before.pipeline(), null);

        assertThat(UnusableParameterFilter.of(branches, true).spec()).isSameAs(branches);
        assertThat(UnusableParameterFilter.of(branches, true).warnings()).isEmpty();
    }

    private static PipelineSpec spec(PipelineParameter... parameters) {
        return NoScmPipelineBuilder.named("web").parameters(parameters).spec();
    }
}
