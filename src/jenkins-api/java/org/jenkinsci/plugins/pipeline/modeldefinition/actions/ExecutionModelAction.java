package org.jenkinsci.plugins.pipeline.modeldefinition.actions;

import hudson.model.InvisibleAction;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTStages;

public class ExecutionModelAction extends InvisibleAction {
    public ExecutionModelAction(ModelASTStages stages) {
        throw new UnsupportedOperationException();
    }

    public ModelASTStages getStages() {
        throw new UnsupportedOperationException();
    }
}
