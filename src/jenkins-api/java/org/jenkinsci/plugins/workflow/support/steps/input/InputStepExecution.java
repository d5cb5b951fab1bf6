package org.jenkinsci.plugins.workflow.support.steps.input;

import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.HttpResponse;

public class InputStepExecution extends StepExecution {
    InputStepExecution() {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public InputStep getInput() {
        throw new UnsupportedOperationException();
    }

    public boolean isSettled() {
        throw new UnsupportedOperationException();
    }

    public void preSubmissionCheck() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public HttpResponse proceed(Map<String, Object> values) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
