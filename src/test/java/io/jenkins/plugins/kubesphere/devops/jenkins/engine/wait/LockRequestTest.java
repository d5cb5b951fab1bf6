package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockRequestTest {
    @Test
    void aLockIsNamedByItsResourceOrLabel() {
        assertThat(LockRequest.of(Map.of("resource", "printer"))).hasToString("the lock \"printer\"");
        assertThat(LockRequest.of(Map.of("label", "phones", "quantity", 1)))
                .hasToString("the lock with the label \"phones\"");
    }

    @Test
    void allResourcesOfAStepAreNamed() {
        Map<String, ?> arguments = Map.of(
                "resource", "left", "extra", List.of(Map.of("resource", "right"), Map.of("label", "phones"), "other"));

        assertThat(LockRequest.of(arguments)).hasToString("the lock \"left\", \"right\", with the label \"phones\"");
    }

    /** Jenkins stores a value that has a secret in it as another type. */
    @Test
    void aLockWithoutReadableArgumentsIsThatOfItsStep() {
        assertThat(LockRequest.of(Map.of())).hasToString("the lock of its step lock");
        assertThat(LockRequest.of(Map.of("resource", State.MASKED))).hasToString("the lock of its step lock");
    }

    @Test
    void aBuildConflictsWithOneThatHasTheSameResourceOrLabel() {
        LockRequest left = LockRequest.of(Map.of("resource", "left"));
        LockRequest both = LockRequest.of(Map.of("resource", "right", "extra", List.of(Map.of("resource", "left"))));
        LockRequest label = LockRequest.of(Map.of("label", "left"));

        assertThat(left.mayConflictWith(both)).isTrue();
        assertThat(label.mayConflictWith(LockRequest.of(Map.of("label", "left"))))
                .isTrue();
        assertThat(label.mayConflictWith(left)).isFalse();
        assertThat(LockRequest.of(Map.of()).mayConflictWith(LockRequest.of(Map.of())))
                .isFalse();
    }

    private enum State {
        MASKED
    }
}
