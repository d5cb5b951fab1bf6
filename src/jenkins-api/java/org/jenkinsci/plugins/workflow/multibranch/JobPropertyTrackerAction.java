package org.jenkinsci.plugins.workflow.multibranch;

import hudson.model.InvisibleAction;

public class JobPropertyTrackerAction extends InvisibleAction {
    private JobPropertyTrackerAction() {}
}
