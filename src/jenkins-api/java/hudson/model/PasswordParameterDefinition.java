package hudson.model;

import hudson.util.Secret;

public class PasswordParameterDefinition extends SimpleParameterDefinition {
    public PasswordParameterDefinition(String name, Secret defaultValueAsSecret, String description) {
        super(name);
    }

    @Override
    public ParameterValue createValue(String value) {
        throw new UnsupportedOperationException();
    }
}
