package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepositorySpec;
import io.jenkins.plugins.kubesphere.devops.api.repository.SecretRef;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRepositoryValidatorTest {
    private static GitRepositorySpec spec(String provider, String server, String url, SecretRef secret) {
        return new GitRepositorySpec(provider, server, url, null, null, secret, null);
    }

    private static void validate(GitRepositorySpec spec) {
        GitRepositoryValidator.validate("demo", spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/team/web.git", "http://git.corp:8080/team/web",
                        "https://mona@bitbucket.org/team/web.git",
                "https://[fd00::1]/web.git", "ssh://git@git.corp:22/team/web.git", "git@github.com:team/web.git"
            })
    void anAddressOfARepositoryIsAccepted(String url) {
        assertThatCode(() -> validate(spec("git", null, url, null))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "/etc/passwd",
                "ext::sh -c id",
                "https://",
                "https://github.com",
                "ftp://a/b",
                "a",
                "a b",
                "--upload-pack=id",
                "https://mona:hunter2@github.com/team/web.git",
                "git@github.com",
                "https://a/b?c=d",
                "-oProxyCommand=id@host:path",
                "ssh://-oProxyCommand=id/x",
                "https://github.com/a\nb"
            })
    void anotherAddressIsRefused(String url) {
        assertThatThrownBy(() -> validate(spec("git", null, url, null)))
                .isInstanceOf(KapisException.class)
                .hasMessage("spec.url is not an address of a repository without a password; write it like"
                        + " https://github.com/team/web.git or git@github.com:team/web.git");
    }

    @Test
    void aRepositoryIsNamedByItsAddressOrByItsOwner() {
        assertThatThrownBy(() -> validate(GitRepositorySpec.EMPTY))
                .hasMessage("spec.url is missing; give the address as git clone takes it, or provider, owner and repo");
        validate(new GitRepositorySpec("github", null, null, "team", "web", null, null));
    }

    @Test
    void aProviderMustBeKnown() {
        assertThatThrownBy(() -> validate(spec("svn", null, "https://a/b", null)))
                .hasMessage("spec.provider is \"svn\"; give one of git, github, gitlab, gitea, bitbucket-cloud,"
                        + " bitbucket-server");
    }

    @Test
    void aServerMustBeAnAddress() {
        assertThatThrownBy(() -> validate(spec("gitlab", "gitlab.corp", "https://a/b", null)))
                .hasMessage("spec.server is wrong: the address is not one of a server; write it like"
                        + " https://git.example.com");
    }

    @Test
    void aCredentialIsOneOfTheProject() {
        validate(spec("git", null, "https://a/b", new SecretRef("robot", "demo")));
        validate(spec("git", null, "https://a/b", new SecretRef(null, null)));
        assertThatThrownBy(() -> validate(spec("git", null, "https://a/b", new SecretRef("robot", "other"))))
                .hasMessage(
                        "spec.secret.namespace is not that of the project; leave it out, and use a credential of the"
                                + " project");
        assertThatThrownBy(() -> validate(spec("git", null, "https://a/b", new SecretRef("../robot", null))))
                .hasMessage("spec.secret.name is not the name of a credential");
    }
}
