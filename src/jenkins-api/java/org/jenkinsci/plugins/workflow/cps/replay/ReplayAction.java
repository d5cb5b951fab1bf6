package org.jenkinsci.plugins.workflow.cps.replay;

import hudson.model.Action;
import hudson.model.Queue;
import java.util.Map;

public class ReplayAction implements Action {
    ReplayAction() {
        throw new UnsupportedOperationException();
    }

    public String getOriginalScript() {
        throw new UnsupportedOperationException();
    }

    public Map<String, String> getOriginalLoadedScripts() {
        throw new UnsupportedOperationException();
    }

    public Queue.Item run2(String replacementMainScript, Map<String, String> replacementLoadedScripts) {
        throw new UnsupportedOperationException();
    }

    public boolean isRebuildEnabled() {
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
