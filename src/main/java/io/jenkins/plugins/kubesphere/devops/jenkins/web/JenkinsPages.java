package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.PluginWrapper;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** The pages of this controller. */
final class JenkinsPages implements ControllerPages {
    private static final String WEBHOOK_PLUGIN = "generic-webhook-trigger";
    private static final String WEBHOOK_PAGE = "/" + WEBHOOK_PLUGIN + "/invoke";

    @Override
    public Optional<Crumb> issueCrumb() {
        return Optional.ofNullable(Jenkins.get().getCrumbIssuer())
                .map(issuer -> new Crumb(
                        issuer.getClass().getName(),
                        issuer.getCrumb(Stapler.getCurrentRequest2()),
                        issuer.getCrumbRequestField()));
    }

    @Override
    public boolean hasGenericWebhook() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(WEBHOOK_PLUGIN);
        return plugin != null && plugin.isActive();
    }

    /** A cookie counts for nothing here: a request to a webhook needs no crumb, so another site may have caused it. */
    @Override
    public void invokeGenericWebhook(byte[] body, HttpServletResponse response) throws IOException {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        try (ACLContext anonymous = ACL.as2(Jenkins.ANONYMOUS2)) {
            request.getStapler().invoke(new RepeatedRequest(request, body), response, Jenkins.get(), WEBHOOK_PAGE);
        } catch (ServletException e) {
            throw new IOException("The plugin " + WEBHOOK_PLUGIN + " failed", e);
        }
    }
}
