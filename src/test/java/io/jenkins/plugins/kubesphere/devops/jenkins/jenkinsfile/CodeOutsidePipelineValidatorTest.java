package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeOutsidePipelineValidatorTest {

    @Test
    void commentsAndBlanksAreNotCode() {
        assertThat(CodeOutsidePipelineValidator.isEmpty(
                        "#!x\n// a\r\n/* ** */ pipeline {\r} // b\n/**/;\n", 3, 10, 4, 2))
                .isTrue();
        assertThat(CodeOutsidePipelineValidator.isEmpty("pipeline {}", 1, 1, 1, 12))
                .isTrue();
    }

    @Test
    void otherTextIsCode() {
        assertThat(CodeOutsidePipelineValidator.isEmpty("x\npipeline {}", 2, 1, 2, 12))
                .isFalse();
        assertThat(CodeOutsidePipelineValidator.isEmpty("pipeline {} x", 1, 1, 1, 12))
                .isFalse();
        assertThat(CodeOutsidePipelineValidator.isEmpty("/* a */ x /* b */ pipeline {}", 1, 19, 1, 30))
                .isFalse();
    }

    @Test
    void positionsOutsideOfTheTextAreItsEnds() {
        assertThat(CodeOutsidePipelineValidator.isEmpty("x", -1, -1, 9, 9)).isTrue();
    }

    /** A comment may be as long as the Jenkinsfile. Its reading must not need a deep stack. */
    @Test
    void longCommentsAreRead() {
        String comment = "/*" + " * x\n".repeat(50_000) + "*/";

        assertThat(CodeOutsidePipelineValidator.isEmpty(comment + "pipeline {}", 50_001, 3, 50_001, 14))
                .isTrue();
        assertThat(CodeOutsidePipelineValidator.isEmpty("/* ".repeat(80_000) + "pipeline {}", 1, 240_001, 1, 240_012))
                .isFalse();
    }
}
