package io.jenkins.plugins.kubesphere.devops.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import org.junit.jupiter.api.Test;

class SpecHashTest {

    @Test
    void orderOfFieldsMakesNoDifference() {
        assertThat(hash("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")).isEqualTo(hash("{\"b\":{\"d\":3,\"c\":2},\"a\":1}"));
    }

    @Test
    void nullIsTheSameAsAbsent() {
        assertThat(hash("{\"a\":1,\"b\":null,\"c\":{\"d\":null}}")).isEqualTo(hash("{\"a\":1,\"c\":{}}"));
    }

    @Test
    void orderOfListsMakesADifference() {
        assertThat(hash("[1,2]")).isNotEqualTo(hash("[2,1]"));
    }

    @Test
    void falseAndEmptyTextAreNotAbsent() {
        assertThat(hash("{\"a\":false}")).isNotEqualTo(hash("{}"));
        assertThat(hash("{\"a\":\"\"}")).isNotEqualTo(hash("{}"));
    }

    @Test
    void textAndNumberDiffer() {
        assertThat(hash("{\"a\":\"1\"}")).isNotEqualTo(hash("{\"a\":1}"));
    }

    @Test
    void noSpecIsAnEmptySpec() {
        assertThat(SpecHash.compute(null)).isEqualTo(hash("{}")).isEqualTo(SpecHash.compute(PipelineSpec.EMPTY));
    }

    @Test
    void typeAndTreeOfTheSameSpecAgree() {
        ResourceFixture fixture = ResourceFixture.named("pipeline-full");
        assertThat(SpecHash.compute(fixture.as(Pipeline.class).getSpec()))
                .isEqualTo(SpecHash.compute(fixture.part("spec")));
    }

    @Test
    void anyChangeGivesAnotherHash() {
        assertThat(SpecHash.compute(ResourceFixture.named("pipeline-tenant").part("spec")))
                .isNotEqualTo(SpecHash.compute(
                        ResourceFixture.named("pipeline-inline").part("spec")));
    }

    /** Objects store the hash. With another algorithm, the first reconcile would sync all objects again. */
    @Test
    void theHashOfASpecNeverChanges() {
        assertThat(hash("{\"type\":\"pipeline\"}")).isEqualTo("a55074321745c102");
    }

    /** Tests values that JSON can write in several ways, and half a surrogate pair. */
    @Test
    void theHashOfUnusualValuesNeverChanges() {
        String odd =
                "{\"z\":null,\"\u540d\":[null,{\"b\":1.50,\"a\":1e30}],\"c\":\"\\ud83d\\n\\u2028/\\\\\",\"d\":\"\\ud83d\\ude00\"}";
        assertThat(hash(odd)).isEqualTo("9805e9e753eb8c0f");
        assertThat(SpecHash.compute(ResourceFixture.named("pipeline-full").part("spec")))
                .isEqualTo("857495ddeaf88ec6");
        assertThat(SpecHash.compute(ResourceFixture.named("pipeline-tenant").part("spec")))
                .isEqualTo("4c48135dea35bc2c");
    }

    private static String hash(String json) {
        try {
            return SpecHash.compute(new ObjectMapper().readValue(json, JsonNode.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
