package io.jenkins.plugins.kubesphere.devops.kapis.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of the documentation of Kubernetes. */
class LabelSelectorTest {
    private static final Map<String, String> LABELS = Map.of("environment", "production", "tier", "frontend");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment=production|true",
                "environment == production|true",
                "environment=qa|false",
                "tier!=backend|true",
                "missing!=x|true",
                "missing=x|false",
                "environment in (production, qa)|true",
                "environment in (qa)|false",
                "tier notin (frontend, backend)|false",
                "missing notin (x)|true",
                "tier|true",
                "missing|false",
                "!missing|true",
                "!tier|false",
                "environment=production,tier in (frontend,backend),!missing|true",
                "environment=production,tier=backend|false"
            })
    void allRequirementsMustHold(String selector, boolean matches) {
        assertThat(LabelSelector.parse("labelSelector", selector).test(LABELS)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b=c", "in (x)", "a in x", "a in (b", "=x", "a,,b", "a>1"})
    void whatIsNotASelectorIsRefused(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse("labelSelector", selector))
                .hasMessageStartingWith(
                        "the parameter labelSelector is not a selector of Kubernetes; write for example");
    }
}
