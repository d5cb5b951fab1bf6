package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://GitHub.com/acme/web.git, https, '', github.com, acme/web.git",
        "HTTPS://mona:hunter2@git.corp:8443/web/, https, mona:hunter2, git.corp:8443, web/",
        "http://[fd00::1]:80/web, http, '', [fd00::1], web",
        "ssh://git@git.corp:22/web, ssh, git, git.corp, web",
        "git://git.corp/, git, '', git.corp, ''",
        "git@github.com:acme/web, ssh, git, github.com, acme/web",
        "github.com:/acme/web, ssh, '', github.com, acme/web",
    })
    void aUrlIsRead(String text, String scheme, String user, String host, String path) {
        GitUrl url = GitUrl.parse(text).orElseThrow();

        assertThat(url.scheme()).isEqualTo(scheme);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.hostAndPort()).isEqualTo(host);
        assertThat(url.path()).isEqualTo(path);
    }

    @Test
    void theShortFormHasNoPort() {
        GitUrl url = GitUrl.parse("git@git.corp:22/web").orElseThrow();

        assertThat(url).isEqualTo(new GitUrl("ssh", "git", "git.corp", OptionalInt.empty(), "22/web", true));
        assertThat(url.isWeb()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme/web",
                "/srv/web.git",
                "file:///srv/web.git",
                "ftp://git.corp/web",
                "https://git.corp",
                "https:///web",
                "https://git.corp:port/web",
                "https://git.corp/web?a=b",
                "https://git.corp/web#main",
                "https://git.corp/a\nb",
                "https://git.corp\\@evil.example/web",
                "git@git.corp://web",
                "ext::sh"
            })
    void anotherTextIsNoUrl(String text) {
        assertThat(GitUrl.parse(text)).isEmpty();
    }

    @Test
    void aLongTextIsNoUrl() {
        assertThat(GitUrl.parse("https://git.corp/" + "a".repeat(3_000_000))).isEmpty();
        assertThat(GitUrl.parse(null)).isEmpty();
    }
}
