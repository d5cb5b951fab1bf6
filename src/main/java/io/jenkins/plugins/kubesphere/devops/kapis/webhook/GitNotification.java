package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;

/** What a hook in a Git repository sends: the parameters of {@code git/notifyCommit} of the plugin git. */
public final class GitNotification {
    public static final RouteQueryParameter URL =
            RouteQueryParameter.requiredText("url", "The URL of the repository, as the pipelines name it");
    public static final RouteQueryParameter BRANCHES = RouteQueryParameter.text(
            "branches", "The branches that were pushed, separated by commas; any, if nothing is said");
    public static final RouteQueryParameter TOKEN =
            RouteQueryParameter.text("token", "The secret of webhooks, if one is set for the pipelines");

    static final SignatureForm SIGNATURE = SignatureForm.token("the parameter token");

    private GitNotification() {}
}
