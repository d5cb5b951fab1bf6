package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefFilterTest {
    private static final String REF = "refs/heads/main";

    @Test
    void withoutAnAnnotationEachRefMatches() {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder().withName("web").build());

        assertThat(RefFilter.of(pipeline).test(REF)).isTrue();
        assertThat(matches("", REF)).isTrue();
    }

    @Test
    void oneRuleThatIsFoundInTheRefIsEnough() {
        assertThat(matches("[\"master\",\"fea-.*\"]", "refs/heads/fea-1")).isTrue();
        assertThat(matches("[\"master\",\"fea-.*\"]", REF)).isFalse();
        assertThat(matches("[\"main\"]", "refs/heads/mainline")).isTrue();
        assertThat(matches("[\"^refs/heads/main$\"]", "refs/heads/mainline")).isFalse();
        assertThat(matches("[\"^refs/tags/\"]", "refs/tags/v1")).isTrue();
        assertThat(matches("[\"v[0-9]{1,3}$\"]", "refs/tags/v12")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "{\"main\": true}",
                "[1",
                "[null]",
                "[]",
                "\"main\"",
                "null",
                "[[\"main\"]]",
                "[\"(\"]",
                "[\"(?=main)\"]",
                "[\"*\"]"
            })
    void whatIsNoListOfRulesMatchesNothing(String annotation) {
        assertThat(matches(annotation, REF)).isFalse();
    }

    @Test
    void noRuleTakesLong() {
        String ref = "refs/heads/" + "a".repeat(1_000) + "!";
        for (String rule : new String[] {
            "(a+)+$",
            "(a|aa)+$",
            "(.*)*(.*)*(.*)*b",
            "(((a{100}){100}){100}){10}",
            "((.{10}){10}){10}",
            "(" + ".?".repeat(120) + "){99}b",
            "(" + ".?".repeat(120) + "){8}b",
            "(" + ".?".repeat(57) + "){15}b",
            "(".repeat(100) + "b" + ")?".repeat(100) + "!!",
            "a".repeat(5_000)
        }) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> assertThat(matches("[\"" + rule + "\"]", ref))
                            .as(rule)
                            .isFalse());
        }
        assertThat(matches("[\"a\"]", "a".repeat(2_000))).isFalse();
    }

    private static boolean matches(String annotation, String ref) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName("web")
                .addToAnnotations("scm.devops.kubesphere.io/ref", annotation)
                .build());
        return RefFilter.of(pipeline).test(ref);
    }
}
