package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedDeletionsTest {
    private final FailedDeletions failures = new FailedDeletions();
    private final PipelineRun first = run("a");
    private final PipelineRun second = run("b");
    private final PipelineRun third = run("c");

    /** Fifty old runs that a policy of the cluster protects ended each pass before it came to the others. */
    @Test
    void aRunThatCouldNotBeDeletedIsTriedLast() {
        fail(first);

        assertThat(failures.putLast(List.of(first, second, third))).containsExactly(second, third, first);
    }

    @Test
    void aRunWhoseDeletionSucceedsHasItsOldPlaceAgain() {
        fail(first);

        assertThat(failures.delete(first, run -> true)).isTrue();
        assertThat(failures.putLast(List.of(first, second))).containsExactly(first, second);
    }

    private void fail(PipelineRun run) {
        assertThatThrownBy(() -> failures.delete(run, each -> {
                    throw new IllegalStateException("protected");
                }))
                .hasMessage("protected");
    }

    private static PipelineRun run(String uid) {
        PipelineRun run = new PipelineRun();
        run.getMetadata().setUid(uid);
        return run;
    }
}
