package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.kubesphere.devops.api.gitops.Application;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that each object that a schema accepts can be decoded. One object that cannot be decoded would end the informer
 * of its kind.
 */
class ResourceDecodingTest {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    static List<Class<? extends DevOpsResource<?, ?>>> kinds() {
        return Kinds.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void objectWithoutSpecAndStatusHasEmptyOnes(Class<? extends DevOpsResource<?, ?>> kind) {
        DevOpsResource<?, ?> object = read("{\"metadata\":{\"name\":\"a\"}}", kind);
        assertThat(object.getSpec()).isNotNull();
        assertThat(object.getStatus()).isNotNull();
        assertThat(((HasConditions) object.getStatus()).conditions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nullSpecAndStatusAreEmptyOnes(Class<? extends DevOpsResource<?, ?>> kind) {
        DevOpsResource<?, ?> object = read("{\"spec\":null,\"status\":null}", kind);
        assertThat(object.getSpec()).isNotNull();
        assertThat(object.getStatus()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void fieldsOfALaterVersionAreIgnored(Class<? extends DevOpsResource<?, ?>> kind) {
        String json = """
                {"later":1,"metadata":{"name":"a","later":{}},"spec":{"later":[1]},
                 "status":{"later":"x","conditions":[{"type":"Ready","status":"True","later":null}]}}""";
        assertThat(((HasConditions) read(json, kind).getStatus()).condition("Ready"))
                .get()
                .matches(Condition::statusIsTrue);
    }

    @Test
    void largeNumbersAndUnknownValuesAreDecoded() {
        String json = """
                {"spec":{"type":"freestyle","multi_branch_pipeline":{"source_type":"gitt",
                 "github_source":{"discover_branches":9007199254740991,"discover_pr_from_forks":{"trust":-1}}}}}""";
        Pipeline pipeline = read(json, Pipeline.class);
        assertThat(pipeline.getSpec().type()).isEqualTo("freestyle");
        assertThat(pipeline.getSpec().multiBranchPipeline().sourceType()).isEqualTo("gitt");
        assertThat(pipeline.getSpec().multiBranchPipeline().githubSource().discoverBranches())
                .isEqualTo(9007199254740991L);
    }

    @Test
    void numbersWithAnExponentAreDecoded() {
        Pipeline pipeline = read(
                "{\"spec\":{\"multi_branch_pipeline\":{\"git_source\":{\"git_clone_option\":{\"depth\":1e3}}}}}",
                Pipeline.class);
        assertThat(pipeline.getSpec()
                        .multiBranchPipeline()
                        .gitSource()
                        .gitCloneOption()
                        .depth())
                .isEqualTo(1000L);
    }

    @Test
    void unusualTimesAreDecoded() {
        PipelineRun run = read("{\"status\":{\"completionTime\":\"2026-01-02T03:04:05+0800\"}}", PipelineRun.class);
        assertThat(run.getStatus().hasEnded()).isTrue();
    }

    @Test
    void aRunWithoutAPipelineIsDecoded() {
        assertThat(read("{\"spec\":{\"pipelineRef\":{}}}", PipelineRun.class)
                        .getSpec()
                        .pipelineRef())
                .isEqualTo(PipelineRef.NONE)
                .matches(reference -> !reference.namesPipeline());
    }

    @Test
    void nullsInListsAreOmitted() {
        PipelineRun run = read(
                "{\"spec\":{\"parameters\":[null,{\"name\":\"a\",\"value\":\"b\"}]},\"status\":{\"conditions\":null}}",
                PipelineRun.class);
        assertThat(run.getSpec().parameters()).hasSize(1);
        assertThat(run.getStatus().conditions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "\"a\"", "true", "[1,\"a\",{}]", "{\"a\":[null]}"})
    void defaultOfATemplateMayBeAnyJson(String json) {
        Template template =
                read("{\"spec\":{\"parameters\":[{\"name\":\"a\",\"default\":" + json + "}]}}", Template.class);
        assertThat(template.getSpec().parameters().get(0).defaultValue())
                .isEqualTo(SERIALIZATION.unmarshal(json, JsonNode.class));
    }

    @Test
    void specOfAnApplicationIsATree() {
        assertThat(read("{\"spec\":{\"kind\":[1]}}", Application.class)
                        .getSpec()
                        .at("/kind/0"))
                .isEqualTo(JsonNodeFactory.instance.numberNode(1));
    }

    @Test
    void toStringContainsNoSecret() {
        Pipeline pipeline = ResourceFixture.named("pipeline-full").as(Pipeline.class);
        assertThat(pipeline.getSpec().toString()).doesNotContain("start-me").doesNotContain("let-me-in");
        PipelineRun run = ResourceFixture.named("run-all-parameter-types").as(PipelineRun.class);
        assertThat(run.getSpec().toString()).contains("PASSWORD").doesNotContain("secret123");
    }

    private static <R extends CustomResource<?, ?>> R read(String json, Class<R> kind) {
        return SERIALIZATION.unmarshal(json, kind);
    }
}
