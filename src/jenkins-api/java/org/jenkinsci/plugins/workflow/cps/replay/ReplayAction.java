package org.jenkinsci.plugins.workflow.cps.replay;

import hudson.model.Action;

public class ReplayAction implements Action {
    ReplayAction() {
        throw new UnsupportedOperationException();
    }

    public boolean isRebuildEnabled() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
