package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourceCredentialFinder.SourceCredential;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;

class MissingCredentialFinderTest {
    private static final String GIT = "jenkins.plugins.git.GitSCMSource";
    private static final String GITHUB = "org.jenkinsci.plugins.github_branch_source.GitHubSCMSource";
    private static final String GITLAB = "io.jenkins.plugins.gitlabbranchsource.GitLabSCMSource";
    private static final String BITBUCKET = "com.cloudbees.jenkins.plugins.bitbucket.BitbucketSCMSource";
    private static final String SUBVERSION = "jenkins.scm.impl.subversion.SubversionSCMSource";

    @Test
    void aMissingCredentialIsNamed() {
        assertThat(MissingCredentialFinder.describe(new SourceCredential(GIT, "tok"), List.of()))
                .contains("Jenkins has no credential \"tok\" for this project, and scans without one");
    }

    @Test
    void aCredentialOfAWrongKindIsNamedForEachSource() {
        assertThat(describe(GITHUB, StringCredentials.class))
                .contains("credential \"tok\" is not of a kind that this source can use, and Jenkins scans without it;"
                        + " give a user name with a token as its password");
        assertThat(describe(GITHUB, StandardUsernameCredentials.class)).isPresent();
        assertThat(describe(GIT, StringCredentials.class)).isPresent();
        assertThat(describe(GITLAB, FileCredentials.class)).isPresent();
        assertThat(describe(BITBUCKET, StandardUsernameCredentials.class)).isPresent();
        assertThat(describe(SUBVERSION, StringCredentials.class)).isPresent();
    }

    @Test
    void aCredentialThatTheSourceCanUseIsNoProblem() {
        assertThat(describe(GITHUB, StandardUsernamePasswordCredentials.class)).isEmpty();
        assertThat(describe(GIT, StandardUsernameCredentials.class)).isEmpty();
        assertThat(describe(GITLAB, StringCredentials.class)).isEmpty();
        assertThat(describe(BITBUCKET, StandardCertificateCredentials.class)).isEmpty();
        assertThat(describe(SUBVERSION, StandardCertificateCredentials.class)).isEmpty();
        assertThat(describe("example.OtherSource", StringCredentials.class)).isEmpty();
    }

    private static Optional<String> describe(String source, Class<? extends StandardCredentials> kind) {
        StandardCredentials credential = kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> "tok"));
        return MissingCredentialFinder.describe(new SourceCredential(source, "tok"), List.of(credential));
    }
}
