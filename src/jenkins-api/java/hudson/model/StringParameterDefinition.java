package hudson.model;

public class StringParameterDefinition extends SimpleParameterDefinition {
    public StringParameterDefinition(String name, String defaultValue, String description, boolean trim) {
        super(name);
    }

    @Override
    public ParameterValue createValue(String value) {
        throw new UnsupportedOperationException();
    }
}
