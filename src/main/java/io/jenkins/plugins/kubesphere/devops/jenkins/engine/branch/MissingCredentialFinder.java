package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectFolder;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourceCredentialFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.xml.sax.SAXException;

/**
 * Finds the credential that a multi-branch project names for its repository, if that credential is missing. In this
 * case the Git plugin scans without a credential and does not log that, so the error in the log seems to have another
 * cause.
 */
public final class MissingCredentialFinder {
    private MissingCredentialFinder() {}

    /**
     * The id of the missing credential. Returns at once while credentials are being loaded. Only if loading begins
     * during the call, it may wait for the end of loading, at most for a minute.
     *
     * @return empty if the credential exists, if the project names none, or if the credentials are not loaded yet
     */
    public static Optional<String> find(AbstractFolder<?> project) {
        boolean stillLoading = ProjectFolder.findEnclosing(project)
                .filter(folder -> ProjectCredentialsRegistry.get().isLoading(folder.namespace()))
                .isPresent();
        return stillLoading ? Optional.empty() : findNamedCredential(project).filter(id -> !exists(id, project));
    }

    /** The id of the credential that the project names, whether it exists or not. */
    static Optional<String> findNamedCredential(AbstractFolder<?> project) {
        try {
            return SourceCredentialFinder.find(project.getConfigFile().asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            return Optional.empty(); // Jenkins could read this file, but our parser accepts only what Jenkins writes.
        }
    }

    private static boolean exists(String id, ItemGroup<?> group) {
        return CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, group, ACL.SYSTEM2).stream()
                .anyMatch(credential -> credential.getId().equals(id));
    }
}
