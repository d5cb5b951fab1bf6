package org.jenkinsci.plugins.workflow.cps.replay;

import hudson.model.Cause;

public class ReplayCause extends Cause {
    ReplayCause() {
        throw new UnsupportedOperationException();
    }

    public int getOriginalNumber() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }
}
