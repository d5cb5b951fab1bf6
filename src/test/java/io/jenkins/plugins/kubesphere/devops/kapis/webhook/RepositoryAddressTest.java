package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/web",
                "https://GitHub.com/acme/web.git",
                "https://github.com:443/acme/web/",
                "http://github.com/Acme/Web.git/",
                "https://jane:hunter2@github.com/acme/web",
                "ssh://git@github.com/acme/web.git",
                "ssh://git@github.com:22/acme/web.git",
                "git://github.com/acme/web.git",
                "git@github.com:acme/web.git",
                "github.com:/acme/web",
                " https://github.com//acme/web "
            })
    void theFormsOfOneRepositoryAreEqual(String url) {
        assertThat(RepositoryAddress.parse(url)).contains(new RepositoryAddress("github.com", "acme/web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme/web",
                "/srv/git/web.git",
                "file:///srv/git/web.git",
                "https://github.com",
                "https://github.com/",
                "https://github.com/.git",
                "https:///acme/web",
                "https://github.com/acme/web?x=1",
                "https://github.com/acme/web#main",
                "https://github.com/acme/web\nother",
                "https://g\u0131thub.com/acme/web",
                "C:\\git\\web"
            })
    void somethingElseIsNoAddress(String text) {
        assertThat(RepositoryAddress.parse(text)).isEmpty();
    }

    @Test
    void aTextWithoutEndIsNoAddress() {
        assertThat(RepositoryAddress.parse("https://github.com/" + "a".repeat(3_000_000)))
                .isEmpty();
        assertThat(RepositoryAddress.parse(null)).isEmpty();
    }

    @Test
    void onlyTheWholePathOnTheSameHostMatches() {
        RepositoryAddress web =
                RepositoryAddress.parse("https://github.com/acme/web").orElseThrow();
        for (String other : new String[] {
            "https://github.com/acme/web-2",
            "https://github.com/acme/we",
            "https://github.com/other/acme/web",
            "https://github.com.evil.example/acme/web",
            "https://evil.example/github.com/acme/web",
            "https://github.com@evil.example/acme/web",
            "https://github.com:8443/acme/web"
        }) {
            assertThat(web.matches(RepositoryAddress.parse(other).orElseThrow()))
                    .as(other)
                    .isFalse();
        }
        assertThat(web.matches(new RepositoryAddress("", "acme/web"))).isTrue();
    }
}
