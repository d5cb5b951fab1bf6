package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.run.UsedParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusParametersTest {
    @Test
    void parametersWithinTheLimitsAreShownAsTheyAre() {
        assertThat(StatusParameters.of(List.of(new RunParameter("A", "x".repeat(1024)), new RunParameter("B", ""))))
                .isEqualTo(new StatusParameters(
                        List.of(new UsedParameter("A", "x".repeat(1024), null), new UsedParameter("B", "", null)),
                        false));
    }

    @Test
    void aLongValueIsCutBetweenCharacters() {
        StatusParameters used = StatusParameters.of(List.of(new RunParameter("A", "x" + "😀".repeat(300))));

        assertThat(used.shown()).containsExactly(new UsedParameter("A", "x" + "😀".repeat(255), true));
        assertThat(used.truncated()).isFalse();
    }

    @Test
    void atMostAHundredAreShown() {
        List<RunParameter> parameters = IntStream.range(0, 101)
                .mapToObj(i -> new RunParameter("P" + i, "v"))
                .toList();

        assertThat(StatusParameters.of(parameters.subList(0, 100)).truncated()).isFalse();
        assertThat(StatusParameters.of(parameters).shown()).hasSize(100);
        assertThat(StatusParameters.of(parameters).truncated()).isTrue();
    }

    @Test
    void namesAndValuesTogetherHaveALimit() {
        List<RunParameter> parameters = IntStream.range(0, 40)
                .mapToObj(i -> new RunParameter("N".repeat(1024), "v".repeat(1024)))
                .toList();

        assertThat(StatusParameters.of(parameters).shown()).hasSize(16);
        assertThat(StatusParameters.of(parameters).truncated()).isTrue();
    }
}
