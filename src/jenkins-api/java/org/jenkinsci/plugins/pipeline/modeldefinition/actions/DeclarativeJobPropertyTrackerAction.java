package org.jenkinsci.plugins.pipeline.modeldefinition.actions;

import hudson.model.InvisibleAction;
import java.util.Set;

public class DeclarativeJobPropertyTrackerAction extends InvisibleAction {
    private DeclarativeJobPropertyTrackerAction() {}

    public Set<String> getParameters() {
        throw new UnsupportedOperationException();
    }
}
