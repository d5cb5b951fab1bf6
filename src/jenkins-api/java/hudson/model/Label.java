package hudson.model;

import hudson.util.VariableResolver;

public abstract class Label {
    Label() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean matches(VariableResolver<Boolean> resolver);
}
