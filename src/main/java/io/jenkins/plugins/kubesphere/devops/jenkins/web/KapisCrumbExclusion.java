package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * Lets requests with a bearer token pass without a crumb. A web page of another site cannot send such a token; a request
 * that is authenticated by a cookie still needs a crumb. So may requests without any credentials, which are refused later.
 */
@Extension
public final class KapisCrumbExclusion extends CrumbExclusion {
    private static final List<String> PREFIXES =
            List.of("/" + KapisRootAction.URL_NAME + "/", "/" + ClustersRootAction.CLUSTERS + "/");

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        boolean isOurs = path != null && PREFIXES.stream().anyMatch(path::startsWith);
        if (!isOurs || !(RequestAuthenticator.hasBearerToken(request) || isAnonymous())) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }

    /** The REST API answers 401 to who has not logged in; Jenkins would answer that a crumb is missing. */
    private static boolean isAnonymous() {
        return JenkinsSessionAuthenticator.ANONYMOUS.equals(
                Jenkins.getAuthentication2().getName());
    }
}
