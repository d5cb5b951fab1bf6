package org.jenkinsci.plugins.workflow.support.steps.input;

import hudson.model.User;
import jenkins.model.CauseOfInterruption;

public final class Rejection extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    public Rejection(User user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }
}
