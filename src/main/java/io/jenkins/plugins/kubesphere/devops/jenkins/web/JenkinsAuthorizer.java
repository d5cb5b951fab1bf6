package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;

/**
 * Decides by the permissions of Jenkins what its users may do, in the folder of the project. It decides for the user of
 * the current request, and for nobody else: who came with a token of Kubernetes or KubeSphere gets nothing here.
 */
final class JenkinsAuthorizer implements Authorizer {
    private static final Set<String> READ_VERBS = Set.of("get", "list", "watch");
    private static final String PROJECTS = "devopsprojects";

    /** Jenkins decides for each folder who may read these. */
    private static final Set<String> OF_PROJECTS = Set.of(PROJECTS, "pipelines");

    private static final String PROVIDERS = "scms";

    private static final Set<String> BUILDS = Set.of("runs", "pipelineruns", "scan", "branches");

    @Override
    public boolean allows(Caller caller, ResourceAttributes attributes) {
        // Jenkins knows the rights of the user of this request only.
        if (caller.origin() != Caller.Origin.JENKINS
                || !caller.name().equals(Jenkins.getAuthentication2().getName())) {
            return false;
        }
        Jenkins jenkins = Jenkins.get();
        if (attributes.namespace().isEmpty()) {
            // The right to read what is in all projects is not that of each user.
            boolean isRead = READ_VERBS.contains(attributes.verb()) && !OF_PROJECTS.contains(attributes.resource());
            // To check a credential changes nothing. The right to the credential itself is asked for, too.
            isRead |= attributes.resource().equals(PROVIDERS);
            return jenkins.hasPermission(isRead ? Jenkins.READ : Jenkins.ADMINISTER);
        }
        if (!READ_VERBS.contains(attributes.verb()) && isProject(attributes)) {
            return jenkins.hasPermission(Jenkins.ADMINISTER);
        }
        return findFolder(attributes.namespace())
                .filter(folder -> folder.hasPermission(permission(attributes)))
                .filter(folder -> !needsArtifacts(attributes) || folder.hasPermission(Run.ARTIFACTS))
                .isPresent();
    }

    /** Jenkins knows this permission only if an administrator has switched it on. */
    private static boolean needsArtifacts(ResourceAttributes attributes) {
        return attributes.subresource().equals("artifacts") && Run.ARTIFACTS.getEnabled();
    }

    /** Only the folder of the project counts. A folder that a person made may have the name of a namespace, too. */
    private static Optional<Item> findFolder(String namespace) {
        try {
            return Optional.<Item>ofNullable(Jenkins.get().getItem(namespace)).filter(ItemOwnership::isProjectFolder);
        } catch (RuntimeException e) {
            // Jenkins throws if the user may know that the item exists, and not more.
            return Optional.empty();
        }
    }

    private static boolean isProject(ResourceAttributes attributes) {
        return attributes.resource().equals("namespaces")
                || attributes.resource().equals(PROJECTS);
    }

    private static Permission permission(ResourceAttributes attributes) {
        boolean reads = READ_VERBS.contains(attributes.verb());
        return switch (attributes.resource()) {
            case "credentials" ->
                switch (attributes.verb()) {
                    case "create" -> CredentialsProvider.CREATE;
                    case "update" -> CredentialsProvider.UPDATE;
                    case "delete" -> CredentialsProvider.DELETE;
                    default -> CredentialsProvider.VIEW;
                };
            case "pipelineruns" -> reads ? Item.READ : Run.DELETE;
            default -> reads ? Item.READ : change(attributes);
        };
    }

    private static Permission change(ResourceAttributes attributes) {
        if (BUILDS.contains(attributes.subresource())) {
            return Item.BUILD;
        }
        return switch (attributes.verb()) {
            case "create" -> Item.CREATE;
            case "delete" -> Item.DELETE;
            default -> Item.CONFIGURE;
        };
    }
}
