package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProjectMaskCacheTest {
    private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private Runnable duringRead = () -> {};
    private final ProjectMaskCache cache = new ProjectMaskCache(this::read, this::read);

    @Test
    void aMaskIsKeptUntilACredentialChanges() {
        secrets.put("demo", List.of("first"));
        assertThat(mask("first second")).isEqualTo("**** second");
        assertThat(mask("first second")).isEqualTo("**** second");
        assertThat(reads).hasValue(1);

        secrets.put("demo", List.of("second"));
        cache.forget("demo");
        assertThat(mask("first second")).isEqualTo("first ****");

        secrets.put("demo", List.of("first", "second"));
        cache.clear();
        assertThat(mask("first second")).isEqualTo("**** ****");
    }

    /** Otherwise the mask of the old value would stay until the next change. */
    @Test
    void aMaskIsNotKeptIfACredentialChangedWhileItWasCreated() {
        secrets.put("demo", List.of("first"));
        duringRead = () -> cache.forget("demo");
        mask("first");
        duringRead = () -> {};
        secrets.put("demo", List.of("second"));

        assertThat(mask("second")).isEqualTo("****");
    }

    @Test
    void unknownSecretsAreAskedForAgain() {
        assertThat(cache.awaitMask("demo")).isEmpty();
        secrets.put("demo", List.of("first"));

        assertThat(mask("first")).isEqualTo("****");
    }

    @Test
    void anExceptionIsMaskedOrItsMessageIsHidden() {
        IOException failure = new IOException("not first");
        assertThat(cache.maskError("demo", failure)).hasMessageNotContaining("first");

        secrets.put("demo", List.of("first"));
        assertThat(cache.maskError("demo", failure)).hasToString("java.io.IOException: not ****");
    }

    private Optional<List<String>> read(String namespace) {
        reads.incrementAndGet();
        Optional<List<String>> found = Optional.ofNullable(secrets.get(namespace));
        duringRead.run();
        return found;
    }

    private String mask(String text) {
        return cache.awaitMask("demo")
                .map((SecretMask mask) -> mask.apply(text))
                .orElseThrow();
    }
}
