package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.WebhookPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Lets requests with a bearer token pass without a crumb. A web page of another site cannot send such a token; a request
 * that is authenticated by a cookie still needs a crumb. So may requests without any credentials, which are refused later,
 * and webhooks, for which no credentials count.
 */
@Extension
public final class KapisCrumbExclusion extends CrumbExclusion {
    private static final List<String> PREFIXES = Stream.of(
                    KapisRootAction.URL_NAME,
                    ClustersRootAction.CLUSTERS,
                    V1Alpha2RootAction.VERSION,
                    V1Alpha3RootAction.VERSION)
            .map(name -> "/" + name + "/")
            .toList();

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        boolean isOurs = path != null && PREFIXES.stream().anyMatch(path::startsWith);
        if (!isOurs || !needsNoCrumb(request)) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }

    private static boolean needsNoCrumb(HttpServletRequest request) {
        return RequestAuthenticator.hasBearerToken(request) || WebhookPaths.isWebhook(request) || isAnonymous();
    }

    /** The REST API answers 401 to who has not logged in; Jenkins would answer that a crumb is missing. */
    private static boolean isAnonymous() {
        return JenkinsSessionAuthenticator.ANONYMOUS.equals(
                Jenkins.getAuthentication2().getName());
    }
}
