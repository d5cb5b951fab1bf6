package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectCredentialsRegistry;
import io.jenkins.plugins.kubesphere.devops.jenkins.credentials.ProjectFolder;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourceCredentialFinder;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourceCredentialFinder.SourceCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.xml.sax.SAXException;

/**
 * Finds out whether Jenkins scans a repository without the credential that the multi-branch project names: because
 * there is none, or because the plugin of the source cannot use that kind. The plugins do not log either, so an error
 * in the log seems to have another cause, and without an error nobody notices.
 */
public final class MissingCredentialFinder {
    private MissingCredentialFinder() {}

    /**
     * Says in one sentence why the credential is not used. Returns at once while credentials are being loaded. Only if
     * loading begins during the call, it may wait for the end of loading, at most for a minute.
     *
     * @return empty if the credential can be used, if the project names none, or if the credentials are not loaded yet
     */
    public static Optional<String> findProblem(AbstractFolder<?> project) {
        boolean stillLoading = ProjectFolder.findEnclosing(project)
                .filter(folder -> ProjectCredentialsRegistry.get().isLoading(folder.namespace()))
                .isPresent();
        return stillLoading
                ? Optional.empty()
                : readCredential(project).flatMap(named -> describe(named, lookUp(named.id(), project)));
    }

    /** The id of the credential that the project names, whether it exists or not. */
    static Optional<String> findNamedCredential(AbstractFolder<?> project) {
        return readCredential(project).map(SourceCredential::id);
    }

    private static Optional<SourceCredential> readCredential(AbstractFolder<?> project) {
        try {
            return SourceCredentialFinder.find(project.getConfigFile().asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            return Optional.empty(); // Jenkins could read this file, but our parser accepts only what Jenkins writes.
        }
    }

    private static List<StandardCredentials> lookUp(String id, ItemGroup<?> group) {
        return CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, group, ACL.SYSTEM2).stream()
                .filter(credential -> credential.getId().equals(id))
                .toList();
    }

    /** Describes the problem with a credential, which has been looked up by its id. */
    static Optional<String> describe(SourceCredential named, List<StandardCredentials> found) {
        if (found.isEmpty()) {
            return Optional.of(
                    "Jenkins has no credential \"" + named.id() + "\" for this project, and scans without one");
        }
        return SourceCredentialKind.of(named.sourceClass())
                .filter(kind -> found.stream().noneMatch(kind::matches))
                .map(kind ->
                        "credential \"" + named.id() + "\" is not of a kind that this source can use, and Jenkins scans"
                                + " without it; give " + kind.description());
    }
}
