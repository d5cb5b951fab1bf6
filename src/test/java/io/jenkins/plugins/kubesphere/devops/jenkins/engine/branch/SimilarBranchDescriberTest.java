package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what is told to a run whose branch has no job. It said only to push the branch. */
class SimilarBranchDescriberTest {
    private static final List<String> BRANCHES = List.of("main", "PR-12-merge", "PR-12-head", "feat/x", "develop");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PR-12 | ; similar names in the job: PR-12-head, PR-12-merge",
                "Main | ; similar names in the job: main",
                "origin/main | ; similar names in the job: main",
                "FEAT/X | ; similar names in the job: feat/x",
                "x | ; similar names in the job: feat/x",
                "master | ; the job has PR-12-head, PR-12-merge, develop, feat/x, main",
            })
    void similarNamesAreNamedElseThoseThatThereAre(String wanted, String text) {
        assertThat(SimilarBranchDescriber.describe(wanted, BRANCHES)).isEqualTo(text);
    }

    @Test
    void theNumberOfNamesIsLimited() {
        assertThat(SimilarBranchDescriber.describe("z", List.of("a", "b", "c", "d", "e", "f", "g")))
                .isEqualTo("; the job has a, b, c, d, e and 2 more");
        assertThat(SimilarBranchDescriber.describe("z", List.of())).isEqualTo("; the job has no branches");
    }
}
