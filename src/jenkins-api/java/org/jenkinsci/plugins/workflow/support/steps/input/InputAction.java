package org.jenkinsci.plugins.workflow.support.steps.input;

import hudson.model.Action;
import java.util.List;
import java.util.concurrent.TimeoutException;

public class InputAction implements Action {
    public InputAction() {
        throw new UnsupportedOperationException();
    }

    public synchronized InputStepExecution getExecution(String id) throws InterruptedException, TimeoutException {
        throw new UnsupportedOperationException();
    }

    public synchronized List<InputStepExecution> getExecutions() throws InterruptedException, TimeoutException {
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
