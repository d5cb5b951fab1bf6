package org.jenkinsci.plugins.workflow.steps;

import hudson.model.AbstractDescribableImpl;

public abstract class Step extends AbstractDescribableImpl<Step> {
    public StepDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
