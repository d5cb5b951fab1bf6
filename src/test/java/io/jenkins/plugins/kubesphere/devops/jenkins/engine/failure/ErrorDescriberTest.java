package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorDescriberTest {
    @Test
    void theFirstLineOfTheDeepestCauseIsAdded() {
        Throwable deepest = new IllegalStateException("no route to host\nmore");
        assertThat(ErrorDescriber.describe(new RuntimeException("cannot upload", new RuntimeException("io", deepest))))
                .isEqualTo("cannot upload: no route to host");
    }

    @Test
    void aCauseThatTheMessageHasIsNotRepeated() {
        assertThat(ErrorDescriber.describe(new RuntimeException(new IllegalStateException("no route to host"))))
                .isEqualTo("java.lang.IllegalStateException: no route to host");
    }

    @Test
    void anErrorWithoutAMessageHasItsClass() {
        assertThat(ErrorDescriber.describe(new NullPointerException())).isEqualTo("NullPointerException");
    }

    @Test
    void causesThatCauseEachOtherEnd() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(ErrorDescriber.describe(first)).startsWith("first");
    }

    @Test
    void anErrorWithABlankMessageIsNamedByItsClass() {
        assertThat(ErrorDescriber.describe(new IllegalStateException(" "))).isEqualTo("IllegalStateException");
    }
}
