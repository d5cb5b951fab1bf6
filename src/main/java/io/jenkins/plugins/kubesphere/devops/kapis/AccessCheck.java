package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RoutePermission;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import java.util.Map;

/** Checks before a route is called that the caller has its right, for the very object that the path names. */
final class AccessCheck {
    private static final String WORKSPACE = "workspace";
    private static final String NAMESPACE = "namespace";

    private final Authorizer authorizer;

    AccessCheck(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** @throws KapisException 403 if the caller may not do this */
    void require(Caller caller, RouteTable table, RouteTable.Match match) {
        Route route = match.route();
        if (route.permission().isEmpty()) {
            return;
        }
        ResourceAttributes attributes = attributes(table, route.permission().get(), match);
        if (!authorizer.allows(caller, attributes)) {
            throw KapisException.forbidden("user \"" + caller.name() + "\" may not " + attributes
                    + "; ask an administrator of the project for the right");
        }
    }

    private static ResourceAttributes attributes(RouteTable table, RoutePermission permission, RouteTable.Match match) {
        Map<String, String> path = match.parameters();
        String namespace = path.getOrDefault(NAMESPACE, "");
        String name = match.route().template().nameParameter().map(path::get).orElse("");
        return new ResourceAttributes(
                permission.verb(),
                permission.group(),
                table.version(),
                permission.resource(),
                permission.subresource(),
                name,
                namespace,
                path.getOrDefault(WORKSPACE, ""));
    }
}
