package hudson.security.csrf;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import jakarta.servlet.ServletRequest;

public abstract class CrumbIssuer implements Describable<CrumbIssuer>, ExtensionPoint {
    protected CrumbIssuer() {
        throw new UnsupportedOperationException();
    }

    public String getCrumbRequestField() {
        throw new UnsupportedOperationException();
    }

    public String getCrumb(ServletRequest request) {
        throw new UnsupportedOperationException();
    }
}
