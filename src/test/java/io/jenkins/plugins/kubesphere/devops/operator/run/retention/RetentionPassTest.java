package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionPassTest {
    private int calls;

    @Test
    void aPassEndsAtItsLimitAndTheNextOneContinues() {
        RetentionPass pass = pass(1_000, run -> true);

        finish(pass);

        assertThat(calls).isEqualTo(RetentionPass.MAX_DELETIONS);
        assertThat(pass.isLimitReached()).isTrue();
    }

    /** A run whose build is kept for ever stays each time, and must not use up the limit. */
    @Test
    void runsThatStayDoNotCount() {
        RetentionPass pass = pass(400, run -> false);

        finish(pass);

        assertThat(calls).isEqualTo(400);
        assertThat(pass.isLimitReached()).isFalse();
    }

    /** Without the right to delete runs, each pass would send hundreds of requests in vain. */
    @Test
    void aPassEndsAfterSomeFailures() {
        RetentionPass pass = pass(400, run -> {
            throw new IllegalStateException("no");
        });

        finish(pass);

        assertThat(calls).isEqualTo(5);
        assertThat(pass.isLimitReached()).isFalse();
    }

    @Test
    void oneRunThatCannotBeDeletedDoesNotKeepTheOthers() {
        RetentionPass pass = pass(3, run -> {
            if (calls == 1) {
                throw new IllegalStateException("no");
            }
            return true;
        });

        finish(pass);

        assertThat(calls).isEqualTo(3);
    }

    private RetentionPass pass(int runs, Predicate<PipelineRun> deletion) {
        Pipeline pipeline = new Pipeline();
        pipeline.getMetadata().setName("web");
        List<PipelineRun> expired = IntStream.range(0, runs)
                .mapToObj(i -> {
                    PipelineRun run = new PipelineRun();
                    run.getMetadata().setName("web-" + i);
                    return run;
                })
                .toList();
        return new RetentionPass(
                pipeline,
                new RetentionPolicy(1, -1),
                expired,
                run -> {
                    calls++;
                    return deletion.test(run);
                },
                null);
    }

    private static void finish(RetentionPass pass) {
        boolean isNotLast = true;
        while (isNotLast) {
            isNotLast = pass.deleteNext();
        }
    }
}
