package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Kinds of credentials that the plugin of a source can use. A plugin ignores a credential of another kind without a
 * message, and scans as nobody. The classes of the sources belong to plugins that may be missing.
 */
enum SourceCredentialKind {
    GIT(
            "jenkins.plugins.git.GitSCMSource",
            "a user name with a password or an SSH key",
            StandardUsernameCredentials.class),
    GITHUB(
            "org.jenkinsci.plugins.github_branch_source.GitHubSCMSource",
            "a user name with a token as its password",
            StandardUsernamePasswordCredentials.class),
    GITLAB(
            "io.jenkins.plugins.gitlabbranchsource.GitLabSCMSource",
            "a user name with a password or an SSH key, or a secret text with a token",
            StandardUsernameCredentials.class,
            StringCredentials.class),
    BITBUCKET(
            "com.cloudbees.jenkins.plugins.bitbucket.BitbucketSCMSource",
            "a user name with a password, a secret text with a token, or a certificate",
            StandardUsernamePasswordCredentials.class,
            StringCredentials.class,
            StandardCertificateCredentials.class),
    SUBVERSION(
            "jenkins.scm.impl.subversion.SubversionSCMSource",
            "a user name with a password or an SSH key, or a certificate",
            StandardUsernameCredentials.class,
            StandardCertificateCredentials.class);

    private final String sourceClass;
    private final String description;
    private final List<Class<? extends StandardCredentials>> classes;

    @SafeVarargs
    SourceCredentialKind(String sourceClass, String description, Class<? extends StandardCredentials>... classes) {
        this.sourceClass = sourceClass;
        this.description = description;
        this.classes = List.of(classes);
    }

    /** Finds the kind for a source; empty if it is not known what the source can use. */
    static Optional<SourceCredentialKind> of(String sourceClass) {
        return Arrays.stream(values())
                .filter(kind -> kind.sourceClass.equals(sourceClass))
                .findFirst();
    }

    boolean matches(StandardCredentials credential) {
        return classes.stream().anyMatch(type -> type.isInstance(credential));
    }

    /** Says in a few words which credentials match. */
    String description() {
        return description;
    }
}
