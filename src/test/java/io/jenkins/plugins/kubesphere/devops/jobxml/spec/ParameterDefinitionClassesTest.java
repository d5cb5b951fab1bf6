package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import org.junit.jupiter.api.Test;

class ParameterDefinitionClassesTest {
    @Test
    void eachParameterTypeHasItsOwnClass() {
        assertThat(ParameterTypes.ALL.stream().map(ParameterDefinitionClasses::of))
                .hasSize(6)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("hudson.model.") && name.endsWith("ParameterDefinition"));
    }
}
