package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RoutePermission;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import java.util.Map;
import java.util.Set;

/** Checks before a route is called that the caller has its right, for the very object that the path names. */
final class AccessCheck {
    private static final String WORKSPACE = "workspace";
    private static final String NAMESPACE = "namespace";

    /** Segments that become part of an address of the API server. Others, such as a branch, are only compared. */
    private static final Set<String> OBJECT_NAMES = Set.of("pipeline", "run", "credential", "template", "repository");

    private final Authorizer authorizer;
    private final Set<String> namespaces;

    /** @param namespaces the projects that are served; empty for all */
    AccessCheck(Authorizer authorizer, Set<String> namespaces) {
        this.authorizer = authorizer;
        this.namespaces = namespaces;
    }

    /**
     * Refuses names that no object can have, before anything is done with them: a name with a slash would be another
     * object than the one whose right is checked.
     *
     * @throws KapisException 404
     */
    void requireNames(RouteTable.Match match) {
        Map<String, String> path = match.parameters();
        boolean areNames = OBJECT_NAMES.stream()
                .allMatch(name -> !path.containsKey(name) || KubernetesNames.isObjectName(path.get(name)));
        // With a workspace, it may be the name that people see.
        boolean isNamespace =
                path.containsKey(WORKSPACE) || !path.containsKey(NAMESPACE) || isServed(path.get(NAMESPACE));
        if (!areNames || !isNamespace) {
            throw KapisException.notFound("there is no object of this name here");
        }
    }

    private boolean isServed(String namespace) {
        return KubernetesNames.isNamespaceName(namespace) && (namespaces.isEmpty() || namespaces.contains(namespace));
    }

    /**
     * Asks for the right of a route.
     *
     * @param isWatch whether the answer is sent again whenever it changes; for a list, that is a right of its own
     * @throws KapisException 403 if the caller may not do this
     */
    void require(Caller caller, RouteTable table, RouteTable.Match match, boolean isWatch) {
        Route route = match.route();
        if (route.permission().isEmpty()) {
            return;
        }
        ResourceAttributes attributes = attributes(table, route.permission().get(), match, isWatch);
        if (!authorizer.allows(caller, attributes)) {
            throw KapisException.forbidden("user \"" + caller.name() + "\" may not " + attributes
                    + "; ask an administrator of the project for the right");
        }
    }

    private static ResourceAttributes attributes(
            RouteTable table, RoutePermission permission, RouteTable.Match match, boolean isWatch) {
        Map<String, String> path = match.parameters();
        String namespace = path.getOrDefault(NAMESPACE, "");
        String name = match.route().template().nameParameter().map(path::get).orElse("");
        return new ResourceAttributes(
                isWatch && permission.verb().equals("list") ? "watch" : permission.verb(),
                permission.group(),
                table.version(),
                permission.resource(),
                permission.subresource(),
                name,
                namespace,
                path.getOrDefault(WORKSPACE, ""));
    }
}
