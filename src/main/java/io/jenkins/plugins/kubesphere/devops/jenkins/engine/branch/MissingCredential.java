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
 * The credential that a multi-branch project names for its repository and that is not there. The Git plugin scans without one
 * then, and its log does not say so: what it ends with looks like another fault.
 */
public final class MissingCredential {
    private static final Pattern ID = Pattern.compile("<credentialsId>([^<&]+)</credentialsId>");

    private MissingCredential() {}

    /** Gives its id; empty if it is there, none is named, or nobody can say yet. Waits for nothing. */
    public static Optional<String> of(AbstractFolder<?> project) {
        boolean unknown = ProjectFolder.around(project)
                .filter(folder -> ProjectCredentialsRegistry.get().isAwaited(folder.namespace()))
                .isPresent();
        return unknown ? Optional.empty() : named(project).filter(id -> !isThere(id, project));
    }

    /** Each source has one at most, and a project that we make has one source. */
    private static Optional<String> named(AbstractFolder<?> project) {
        try {
            String document = project.getConfigFile().asString();
            Matcher id = ID.matcher(document);
            return id.find(Math.max(0, document.indexOf("<source "))) ? Optional.of(id.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isThere(String id, ItemGroup<?> group) {
        return CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, group, ACL.SYSTEM2).stream()
                .anyMatch(credential -> credential.getId().equals(id));
    }
}
