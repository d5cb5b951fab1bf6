package hudson.model;

public class TextParameterDefinition extends StringParameterDefinition {
    public TextParameterDefinition(String name, String defaultValue, String description) {
        super(name, defaultValue, description, false);
    }

    @Override
    public ParameterValue createValue(String value) {
        throw new UnsupportedOperationException();
    }
}
