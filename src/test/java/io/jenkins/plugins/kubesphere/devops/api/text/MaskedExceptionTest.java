package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MaskedExceptionTest {

    @Test
    void allMessagesAreMaskedAndStacksStay() {
        IOException cause = new IOException("cannot read https://bob:s3cret@example.com");
        IllegalStateException failure = new IllegalStateException("failed: " + cause, cause);
        failure.addSuppressed(new IllegalArgumentException("http://x:s3cret@y"));

        Throwable masked = MaskedException.maskUrls(failure);

        assertThat(print(masked))
                .doesNotContain("s3cret")
                .contains("java.lang.IllegalStateException: failed: java.io.IOException: cannot read https://****@")
                .contains("Caused by: java.io.IOException: cannot read https://****@example.com")
                .contains("Suppressed: java.lang.IllegalArgumentException: http://****@y");
        assertThat(masked.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(MaskedException.simpleClassName(masked)).isEqualTo("IllegalStateException");
    }

    @Test
    void anExceptionWithoutASecretIsNotCopied() {
        IllegalStateException failure = new IllegalStateException("disk full", new IOException());

        assertThat(MaskedException.maskUrls(failure)).isSameAs(failure);
    }

    @Test
    void messagesAreHiddenIfNobodyKnowsWhatToMask() {
        assertThat(print(MaskedException.hideMessages(new IOException("s3cret", new IOException("s3cret")))))
                .doesNotContain("s3cret")
                .contains("java.io.IOException: (the message is not shown, because it may contain a secret)");
    }

    @Test
    void aMaskedExceptionIsMaskedAgain() {
        Throwable once = MaskedException.mask(new IOException("a b"), text -> text.replace("a", "*"));

        assertThat(MaskedException.mask(once, text -> text.replace("b", "*"))).hasToString("java.io.IOException: * *");
    }

    @Test
    void aCauseThatIsItsOwnCauseIsNotFollowed() {
        IOException first = new IOException("http://a:s3cret@b");
        first.initCause(new IOException("second", first));

        assertThat(print(MaskedException.maskUrls(first))).doesNotContain("s3cret");
    }

    private static String print(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
