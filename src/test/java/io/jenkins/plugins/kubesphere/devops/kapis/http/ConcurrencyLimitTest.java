package io.jenkins.plugins.kubesphere.devops.kapis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit.Permit;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private final ConcurrencyLimit limit = new ConcurrencyLimit("downloads", 3, 2);

    @Test
    void aCallerHasAShare() {
        Permit first = limit.acquire("alice");
        limit.acquire("alice");
        assertThatThrownBy(() -> limit.acquire("alice"))
                .hasMessage("you have 2 downloads already; end one, or try again later")
                .extracting(e -> ((KapisException) e).status())
                .isEqualTo(429);
        first.close();
        first.close();
        limit.acquire("alice");
        assertThatThrownBy(() -> limit.acquire("alice")).as("closed twice").isInstanceOf(KapisException.class);
    }

    @Test
    void allTogetherHaveALimit() {
        limit.acquire("alice");
        limit.acquire("alice");
        Permit third = limit.acquire("bob");
        assertThatThrownBy(() -> limit.acquire("carol"))
                .hasMessage("there are 3 downloads already; try again later")
                .extracting(e -> ((KapisException) e).status())
                .isEqualTo(503);
        third.close();
        assertThat(limit.acquire("carol")).isNotNull();
    }
}
