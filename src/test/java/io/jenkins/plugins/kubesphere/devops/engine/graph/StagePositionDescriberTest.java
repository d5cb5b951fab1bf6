package io.jenkins.plugins.kubesphere.devops.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StagePositionDescriberTest {
    private static final List<String> DECLARED = List.of("Build", "Test", "Deploy");

    @Test
    void aStageIsCountedAmongThoseOfItsJenkinsfile() {
        assertThat(StagePositionDescriber.describe(List.of("Deploy"), DECLARED)).isEqualTo("stage \"Deploy\" (3 of 3)");
    }

    @Test
    void aStageInAnotherHasThePositionOfTheOuterOne() {
        assertThat(StagePositionDescriber.describe(List.of("Test", "Linux", "Unit"), DECLARED))
                .isEqualTo("stage \"Unit\" in \"Test\" (2 of 3)");
    }

    @Test
    void theNumberIsLeftOutIfTheJenkinsfileDoesNotDeclareItsStages() {
        assertThat(StagePositionDescriber.describe(List.of("Test", "Unit"), List.of()))
                .isEqualTo("stage \"Unit\"");
    }

    @Test
    void aStageThatJenkinsAddedHasNoNumber() {
        assertThat(StagePositionDescriber.describe(List.of("Declarative: Post Actions"), DECLARED))
                .isEqualTo("stage \"Declarative: Post Actions\"");
    }

    @Test
    void aPlaceInNoStageHasNoText() {
        assertThat(StagePositionDescriber.describe(List.of(), DECLARED)).isEmpty();
    }
}
