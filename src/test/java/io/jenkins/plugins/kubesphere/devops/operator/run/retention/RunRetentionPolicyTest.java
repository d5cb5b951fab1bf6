package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRetentionPolicyTest {
    private static final RunRetentionPolicy DEFAULT = new RunRetentionPolicy(30, 90);

    /** ks-devops takes -1 for a number, and deletes all runs but two. */
    @Test
    void minusOneAndTextsThatAreNoLimitKeepAll() {
        for (String text : new String[] {"-1", "", null, "0", "ten", "1e3", "-7"}) {
            assertThat(RunRetentionPolicy.of(new Discarder(text, text)))
                    .as(text)
                    .isEqualTo(RunRetentionPolicy.KEEP_ALL);
        }
        assertThat(RunRetentionPolicy.of(new Discarder("7", " 10 "))).isEqualTo(new RunRetentionPolicy(10, 7));
    }

    @Test
    void theDefaultAppliesOnlyWithoutADiscarder() {
        Pipeline pipeline = new Pipeline();
        pipeline.setSpec(NoScmPipelineBuilder.named("web").spec());
        assertThat(RunRetentionPolicy.of(pipeline, DEFAULT)).isEqualTo(DEFAULT);

        pipeline.setSpec(new PipelineSpec("multi-branch-pipeline", null, null));
        assertThat(RunRetentionPolicy.of(pipeline, DEFAULT)).isEqualTo(DEFAULT);
    }

    /** A text that is no limit keeps all runs: nothing may be deleted because of a mistake. */
    @Test
    void anAnnotationReplacesDiscarderAndDefault() {
        assertThat(annotated("runs-to-keep", "20")).isEqualTo(new RunRetentionPolicy(20, -1));
        assertThat(annotated("days-to-keep-runs", "7")).isEqualTo(new RunRetentionPolicy(-1, 7));
        assertThat(annotated("runs-to-keep", "-1")).isEqualTo(RunRetentionPolicy.KEEP_ALL);
        assertThat(annotated("runs-to-keep", "all")).isEqualTo(RunRetentionPolicy.KEEP_ALL);
        assertThat(annotated("other", "20")).isEqualTo(DEFAULT);
    }

    /** With the days still set, one annotation alone would keep nothing. */
    @Test
    void allAnnotationsThatLimitTheRunsAreNamed() {
        Pipeline pipeline = new Pipeline();
        assertThat(RunRetentionPolicy.describeHowToKeepAll(pipeline))
                .isEqualTo("set the annotation devops.kubesphere.io/runs-to-keep to -1 to keep all");

        pipeline.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/days-to-keep-runs", "7"));
        assertThat(RunRetentionPolicy.describeHowToKeepAll(pipeline))
                .isEqualTo("set the annotations devops.kubesphere.io/runs-to-keep and"
                        + " devops.kubesphere.io/days-to-keep-runs to -1 to keep all");
    }

    private static RunRetentionPolicy annotated(String name, String value) {
        Pipeline pipeline = new Pipeline();
        pipeline.setSpec(new PipelineSpec("multi-branch-pipeline", null, null));
        pipeline.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/" + name, value));
        return RunRetentionPolicy.of(pipeline, DEFAULT);
    }

    @Test
    void aLimitIsAtLeastOne() {
        assertThatThrownBy(() -> new RunRetentionPolicy(0, -1))
                .hasMessage("maxRuns is 0; give at least 1, or -1 for no limit");
        assertThatThrownBy(() -> new RunRetentionPolicy(1, -2)).hasMessageContaining("maxDays is -2");
    }
}
