package hudson.model;

import java.util.List;

public class ChoiceParameterDefinition extends SimpleParameterDefinition {
    public ChoiceParameterDefinition(String name, String[] choices, String description) {
        super(name);
    }

    public List<String> getChoices() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ParameterValue createValue(String value) {
        throw new UnsupportedOperationException();
    }
}
