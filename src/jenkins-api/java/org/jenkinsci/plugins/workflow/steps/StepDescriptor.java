package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Descriptor;

public abstract class StepDescriptor extends Descriptor<Step> {
    protected StepDescriptor() {
        throw new UnsupportedOperationException();
    }

    public abstract String getFunctionName();
}
