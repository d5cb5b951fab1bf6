package hudson.model;

public class BooleanParameterDefinition extends SimpleParameterDefinition {
    public BooleanParameterDefinition(String name) {
        super(name);
    }

    public BooleanParameterDefinition(String name, boolean defaultValue, String description) {
        super(name);
    }

    @Override
    public ParameterValue createValue(String value) {
        throw new UnsupportedOperationException();
    }
}
