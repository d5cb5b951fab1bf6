package org.jenkinsci.plugins.pipeline.modeldefinition.actions;

import hudson.model.InvisibleAction;

public class RestartFlowFactoryAction extends InvisibleAction {
    public RestartFlowFactoryAction(String originRunId) {
        throw new UnsupportedOperationException();
    }

    public String getOriginRunId() {
        throw new UnsupportedOperationException();
    }
}
