package org.jenkinsci.plugins.pipeline.modeldefinition.causes;

import hudson.model.Cause;
import hudson.model.Run;

public class RestartDeclarativePipelineCause extends Cause {
    public RestartDeclarativePipelineCause(Run<?, ?> original, String originStage) {
        throw new UnsupportedOperationException();
    }

    public int getOriginRunNumber() {
        throw new UnsupportedOperationException();
    }

    public String getOriginStage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }
}
