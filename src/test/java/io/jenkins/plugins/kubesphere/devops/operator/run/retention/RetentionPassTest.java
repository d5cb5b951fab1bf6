package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.net.HttpURLConnection;
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

    /** Each pass would send hundreds of requests in vain. */
    @Test
    void aPassEndsAtOnceWithoutTheRightToDeleteRuns() {
        RetentionPass pass = pass(400, run -> {
            throw new KubernetesClientException(
                    "pipelineruns \"web-0\" is forbidden: User \"jenkins\" cannot delete resource \"pipelineruns\"",
                    HttpURLConnection.HTTP_FORBIDDEN,
                    null);
        });

        finish(pass);

        assertThat(calls).isEqualTo(1);
    }

    @Test
    void aRunThatAPolicyOfTheClusterProtectsDoesNotBlockTheOthers() {
        RetentionPass pass = pass(3, run -> {
            if (calls == 1) {
                throw new KubernetesClientException(
                        "admission webhook \"keep.example.com\" denied the request: protected",
                        HttpURLConnection.HTTP_FORBIDDEN,
                        null);
            }
            return true;
        });

        finish(pass);

        assertThat(calls).isEqualTo(3);
    }

    @Test
    void aPassEndsAfterManyFailures() {
        RetentionPass pass = pass(400, run -> {
            throw new IllegalStateException("no");
        });

        finish(pass);

        assertThat(calls).isEqualTo(RetentionPass.MAX_FAILURES);
        assertThat(pass.isLimitReached()).isFalse();
    }

    @Test
    void tenRunsThatCannotBeDeletedDoNotBlockTheOthers() {
        RetentionPass pass = pass(13, run -> {
            if (calls <= 10) {
                throw new IllegalStateException("no");
            }
            return true;
        });

        finish(pass);

        assertThat(calls).isEqualTo(13);
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
                new RunRetentionPolicy(1, -1),
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
