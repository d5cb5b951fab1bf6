package org.jenkinsci.plugins.workflow.actions;

import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public abstract class ArgumentsAction implements PersistentAction {
    public static String getStepArgumentsAsString(FlowNode node) {
        throw new UnsupportedOperationException();
    }

    public static Map<String, Object> getFilteredArguments(FlowNode node) {
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
