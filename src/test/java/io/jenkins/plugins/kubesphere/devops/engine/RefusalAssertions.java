package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that an engine refuses a call for a given reason, with a message that contains given texts. */
public final class RefusalAssertions {
    private RefusalAssertions() {}

    public static void assertRefused(ThrowingCallable call, EngineRefusalException.Reason reason, String... texts) {
        EngineRefusalException refusal = catchThrowableOfType(EngineRefusalException.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContainingAll(texts);
    }
}
