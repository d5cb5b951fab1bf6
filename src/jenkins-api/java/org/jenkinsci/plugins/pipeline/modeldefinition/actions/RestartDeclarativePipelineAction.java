package org.jenkinsci.plugins.pipeline.modeldefinition.actions;

import hudson.model.Action;
import java.util.List;

public class RestartDeclarativePipelineAction implements Action {
    RestartDeclarativePipelineAction() {
        throw new UnsupportedOperationException();
    }

    public List<String> getRestartableStages() {
        throw new UnsupportedOperationException();
    }

    public boolean isRestartEnabled() {
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
