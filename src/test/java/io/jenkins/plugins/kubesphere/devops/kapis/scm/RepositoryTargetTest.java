package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepositorySpec;
import io.jenkins.plugins.kubesphere.devops.api.repository.SecretRef;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.RepositoryName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTargetTest {
    private static GitRepository repository(GitRepositorySpec spec) {
        GitRepository repository = new GitRepository();
        repository.setMetadata(
                new ObjectMetaBuilder().withName("web").withNamespace("demo").build());
        repository.setSpec(spec);
        return repository;
    }

    private static RepositoryTarget target(String provider, String server, String url) {
        return RepositoryTarget.of(repository(
                new GitRepositorySpec(provider, server, url, null, null, new SecretRef("robot", null), null)));
    }

    @ParameterizedTest
    @CsvSource({
        "git, , https://github.com/acme/web.git, https://api.github.com/, acme, web",
        ", , git@gitlab.com:shop/acme/web.git, https://gitlab.com/api/v4, shop/acme, web",
        "github, , ssh://git@github.com:22/acme/web, https://api.github.com/, acme, web",
        "gitlab, , https://git.corp:8443/acme/web.git/, https://git.corp:8443/api/v4, acme, web",
        "gitea, https://git.corp/gitea, https://git.corp/gitea/acme/web, https://git.corp/gitea/api/v1, acme, web",
        "bitbucket_server, , https://mona@git.corp/scm/SHOP/web.git, https://git.corp/rest/api/1.0, SHOP, web",
        "bitbucket_server, , https://git.corp/bitbucket/scm/SHOP/web.git, https://git.corp/bitbucket/rest/api/1.0, SHOP, web",
        "bitbucket_server, https://git.corp/bitbucket, https://git.corp/bitbucket/scm/SHOP/web, https://git.corp/bitbucket/rest/api/1.0, SHOP, web",
        "bitbucket_server, , https://git.corp/scm/scm/web.git, https://git.corp/rest/api/1.0, scm, web",
        "bitbucket_server, , ssh://git@git.corp:7999/SHOP/web.git, https://git.corp/rest/api/1.0, SHOP, web",
        "gitlab, , https://gitlab.com/scm/sub/web.git, https://gitlab.com/api/v4, scm/sub, web",
        "gitlab, https://git.corp/gitlab/, https://git.corp/gitlab/g/p, https://git.corp/gitlab/api/v4, g, p",
        "gitlab, https://git.corp/gitlab/api/v4, https://GIT.corp/gitlab/g/p, https://git.corp/gitlab/api/v4, g, p",
        "gitlab, https://git.corp/gitlab, git@git.corp:gitlab/g/p, https://git.corp/gitlab/api/v4, gitlab/g, p",
        "gitlab, https://git.corp/git, https://git.corp/gitlab/g/p, https://git.corp/git/api/v4, gitlab/g, p",
        "bitbucket, , https://mona@bitbucket.org/acme/web.git, https://api.bitbucket.org/2.0, acme, web",
    })
    void theApiAndTheNameFollowFromTheAddress(
            String provider, String server, String url, String api, String owner, String name) {
        RepositoryTarget target = target(provider, server, url);

        assertThat(target.provider().api(target.server())).hasToString(api);
        assertThat(target.name()).isEqualTo(new RepositoryName(owner, name));
        assertThat(target.secret()).contains("robot");
    }

    @Test
    void ownerAndNameOfTheSpecAreStronger() {
        GitRepositorySpec spec = new GitRepositorySpec(
                "gitea", "https://git.corp/gitea", "https://git.corp/gitea/acme/web", "acme", "web", null, null);

        assertThat(RepositoryTarget.of(repository(spec)).name()).isEqualTo(new RepositoryName("acme", "web"));
        assertThat(RepositoryTarget.of(repository(spec)).secret()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://git.corp/acme/web.git", "http://github.com/acme/web", "git@git.corp:acme/web"})
    void anUnknownProviderIsNotOffered(String url) {
        assertThatThrownBy(() -> target("git", null, url))
                .isInstanceOfSatisfying(
                        KapisException.class, e -> assertThat(e.status()).isEqualTo(501))
                .hasMessage("not offered: use your Git provider");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/web",
                "https://github.com/acme/../web",
                "https://github.com/../..",
                "https://github.com/a//b"
            })
    void anAddressWithoutOwnerAndNameIsRefused(String url) {
        assertThatThrownBy(() -> target("github", null, url))
                .hasMessage("the repository has no owner and name that could be found; set spec.owner and spec.repo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                ".",
                "..",
                "a/..",
                "../a",
                "a/./b",
                "a\\..\\b",
                "a\u2028/../b",
                "a/..\u0085",
                "a\nb"
            })
    void aPathThatWouldBeAnotherOneIsNotSafe(String path) {
        assertThat(PathValidator.isSafe(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", ".github", "a..b", "...", "a b", "%2e%2e", "shop/web", "ä?#"})
    void anotherPathIsSafe(String path) {
        assertThat(PathValidator.isSafe(path)).isTrue();
    }
}
