package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether the credential that a multi-branch project names for its repository is missing. The Git plugin then
 * scans without a credential and does not log that; the error in its log seems to have another cause.
 */
public final class MissingCredential {
    private static final Pattern ID = Pattern.compile("<credentialsId>([^<&]+)</credentialsId>");

    private MissingCredential() {}

    /**
     * The id of the missing credential. Does not block.
     *
     * @return empty if the credential exists, if the project names none, or if the credentials are not loaded yet
     */
    public static Optional<String> of(AbstractFolder<?> project) {
        boolean unknown = ProjectFolder.enclosing(project)
                .filter(folder -> ProjectCredentialsRegistry.get().isLoading(folder.namespace()))
                .isPresent();
        return unknown ? Optional.empty() : named(project).filter(id -> !exists(id, project));
    }

    /** The id in the first source. A source has at most one credential, and a project of this plugin has one source. */
    private static Optional<String> named(AbstractFolder<?> project) {
        try {
            String document = project.getConfigFile().asString();
            Matcher id = ID.matcher(document);
            return id.find(Math.max(0, document.indexOf("<source "))) ? Optional.of(id.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(String id, ItemGroup<?> group) {
        return CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, group, ACL.SYSTEM2).stream()
                .anyMatch(credential -> credential.getId().equals(id));
    }
}
