package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Serves the paths {@code /kapis/…}. Jenkins lets everybody call it, because it knows no bearer tokens: the REST API
 * itself finds out who calls, and refuses who has no credentials.
 */
@Extension
public class KapisRootAction implements UnprotectedRootAction {
    static final String URL_NAME = "kapis";

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }

    /** Called by Stapler for each path below that of this action. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        KapisEndpoint.get().serve(request, response);
    }
}
