package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetryOrderTest {
    private final RetryOrder<String> order = new RetryOrder<>(run -> run);

    /** Fifty old runs that a policy of the cluster protects ended each pass before it came to the others. */
    @Test
    void whatFailedIsTriedLast() {
        fail("a");

        assertThat(order.putFailedLast(List.of("a", "b", "c"))).containsExactly("b", "c", "a");
    }

    @Test
    void whatSucceedsHasItsOldPlaceAgain() {
        fail("a");

        String result = order.attempt("a", run -> run + " is deleted");

        assertThat(result).isEqualTo("a is deleted");
        assertThat(order.putFailedLast(List.of("a", "b"))).containsExactly("a", "b");
    }

    private void fail(String run) {
        assertThatThrownBy(() -> order.attempt(run, each -> {
                    throw new IllegalStateException("protected");
                }))
                .hasMessage("protected");
    }
}
