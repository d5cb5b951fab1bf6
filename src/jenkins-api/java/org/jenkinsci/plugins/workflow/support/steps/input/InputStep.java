package org.jenkinsci.plugins.workflow.support.steps.input;

import hudson.model.ParameterDefinition;
import java.util.List;

public class InputStep {
    public InputStep(String message) {
        throw new UnsupportedOperationException();
    }

    public String getOk() {
        throw new UnsupportedOperationException();
    }

    public String getSubmitterParameter() {
        throw new UnsupportedOperationException();
    }

    public String getSubmitter() {
        throw new UnsupportedOperationException();
    }

    public String getMessage() {
        throw new UnsupportedOperationException();
    }

    public List<ParameterDefinition> getParameters() {
        throw new UnsupportedOperationException();
    }
}
