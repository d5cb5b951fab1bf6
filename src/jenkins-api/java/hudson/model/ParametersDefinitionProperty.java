package hudson.model;

import java.util.List;
import jenkins.model.OptionalJobProperty;

public class ParametersDefinitionProperty extends OptionalJobProperty<Job<?, ?>> {
    public ParametersDefinitionProperty(List<ParameterDefinition> definitions) {
        throw new UnsupportedOperationException();
    }

    public List<ParameterDefinition> getParameterDefinitions() {
        throw new UnsupportedOperationException();
    }
}
