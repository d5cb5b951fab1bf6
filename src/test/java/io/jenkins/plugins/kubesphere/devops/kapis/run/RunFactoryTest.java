package io.jenkins.plugins.kubesphere.devops.kapis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory.RunRequestBody;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunFactoryTest {
    private static final RunRequestBody NOTHING = new RunRequestBody(null);

    /** The name is cut in its middle, and may have a dot there. */
    @Test
    void runsOfAnyPipelineCanBeNamed() {
        for (int length = 1; length < 60; length++) {
            String prefix = RunFactory.createWithDefaults(pipeline("pipeline", "a".repeat(length) + ".b"))
                    .getMetadata()
                    .getGenerateName();

            assertThat(prefix).hasSizeLessThanOrEqualTo(53);
            assertThat(KubernetesNames.isObjectName(prefix + "x7k2p"))
                    .as(prefix)
                    .isTrue();
        }
        assertThat(RunFactory.createWithDefaults(pipeline("pipeline", "web"))
                        .getMetadata()
                        .getGenerateName())
                .isEqualTo("web-");
    }

    @Test
    void theBranchMayBeARef() {
        assertThat(branchOf("main")).isEqualTo("main");
        assertThat(branchOf("refs/heads/feature/1")).isEqualTo("feature/1");
    }

    @Test
    void aRunOfAPipelineWithBranchesNeedsABranch() {
        Pipeline pipeline = pipeline("multi-branch-pipeline", "web");
        for (Optional<String> none : List.of(Optional.<String>empty(), Optional.of("refs/heads/"))) {
            assertThatThrownBy(() -> RunFactory.create(pipeline, none, NOTHING))
                    .hasMessage("missing branch name for running a multi-branch Pipeline; send ?branch=NAME");
        }
    }

    @Test
    void aPipelineWithoutBranchesIgnoresTheBranch() {
        assertThat(RunFactory.create(pipeline("pipeline", "web"), Optional.of("main"), NOTHING)
                        .getSpec()
                        .scm())
                .isNull();
    }

    @Test
    void simpleValuesBecomeTexts() throws Exception {
        assertThat(create("{'name': 'a', 'value': 1.10}, {'name': 'b', 'value': true}, {'name': 'c', 'value': null},"
                                + " {'name': 'd', 'value': '1.10'}, {'value': 'x'}, {'name': '', 'value': 'x'}")
                        .getSpec()
                        .parameters())
                .extracting(PipelineRunParameter::name, PipelineRunParameter::value)
                .containsExactly(tuple("a", "1.1"), tuple("b", "true"), tuple("c", ""), tuple("d", "1.10"));
    }

    @Test
    void otherValuesAndTooManyAreRefused() {
        assertThatThrownBy(() -> create("{'name': 'a', 'value': [1]}"))
                .hasMessage(
                        "the value of parameter \"a\" is a list or an object; give a text, a number, true or false");
        assertThatThrownBy(() -> create("{}" + ", {}".repeat(100))).hasMessage("there are more than 100 parameters");
    }

    private static PipelineRun create(String parameters) throws Exception {
        RunRequestBody body = new ObjectMapper()
                .readValue(("{'parameters': [" + parameters + "]}").replace('\'', '"'), RunRequestBody.class);
        return RunFactory.create(pipeline("pipeline", "web"), Optional.empty(), body);
    }

    private static String branchOf(String branch) {
        return RunFactory.create(pipeline("multi-branch-pipeline", "web"), Optional.of(branch), NOTHING)
                .getSpec()
                .scm()
                .refName();
    }

    private static Pipeline pipeline(String type, String name) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("demo").build());
        pipeline.setSpec(new PipelineSpec(type, null, null));
        return pipeline;
    }
}
