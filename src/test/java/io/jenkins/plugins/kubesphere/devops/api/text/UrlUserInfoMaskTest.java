package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlUserInfoMaskTest {

    @ParameterizedTest
    @CsvSource({
        "clone https://bob:s3cret@example.com/x.git now, clone https://****@example.com/x.git now",
        "https://t0ken@example.com, https://****@example.com",
        "https://bob:p@ss@example.com, https://****@example.com",
        "ssh://git@example.com:22/x.git, ssh://git@example.com:22/x.git",
        "svn+ssh://me@example.com/x, svn+ssh://me@example.com/x",
        "ssh://git:s3cret@example.com/x.git, ssh://****@example.com/x.git",
        "ssh://me@corp.example:s3cret@example.com, ssh://****@example.com",
        "(http://a:b@c) and http://d:e@f, (http://****@c) and http://****@f",
        "https://example.com/x@v1, https://example.com/x@v1",
        "write to me@example.com, write to me@example.com",
        "git@example.com:x.git, git@example.com:x.git"
    })
    void usersAndPasswordsAreMasked(String text, String masked) {
        assertThat(UrlUserInfoMask.apply(text)).isEqualTo(masked);
        assertThat(UrlUserInfoMask.apply(masked)).isEqualTo(masked);
    }

    @Test
    void hostileTextsTakeNoTime() {
        for (String part : new String[] {"//", "a:", "ssh://a:", "//a@ "}) {
            Assertions.assertTimeout(
                    Duration.ofSeconds(10), () -> UrlUserInfoMask.apply("ssh://" + part.repeat(100_000)));
        }
    }
}
