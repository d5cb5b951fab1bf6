package org.jenkinsci.plugins.workflow.actions;

public interface StageAction extends PersistentAction {
    String getStageName();
}
