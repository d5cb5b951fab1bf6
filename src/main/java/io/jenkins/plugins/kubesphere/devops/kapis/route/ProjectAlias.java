package io.jenkins.plugins.kubesphere.devops.kapis.route;

import java.util.ArrayList;
import java.util.List;

/**
 * Replaces the older name of projects in a path: consoles up to 3.4 send {@code devops/{project}}, later ones {@code
 * namespaces/{project}}.
 */
final class ProjectAlias {
    private static final String OLD = "devops";
    private static final String NEW = "namespaces";
    private static final String WORKSPACES = "workspaces";
    private static final int AFTER_WORKSPACE = 2;

    private ProjectAlias() {}

    static List<String> replace(List<String> segments) {
        int at = !segments.isEmpty() && segments.get(0).equals(WORKSPACES) ? AFTER_WORKSPACE : 0;
        if (segments.size() <= at || !segments.get(at).equals(OLD)) {
            return segments;
        }
        List<String> replaced = new ArrayList<>(segments);
        replaced.set(at, NEW);
        return replaced;
    }
}
