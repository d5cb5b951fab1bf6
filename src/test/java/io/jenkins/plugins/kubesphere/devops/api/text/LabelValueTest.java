package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelValueTest {

    /** The label values that Kubernetes accepts. */
    private static final String VALID = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    /**
     * Names of objects: up to 253 lower-case letters, digits, dots and dashes; the first and the last are letters or
     * digits.
     */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> ends = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofLength(1);
        Arbitrary<String> middles = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('-', '.')
                .ofMinLength(0)
                .ofMaxLength(251);
        return ends.flatMap(first -> middles.flatMap(middle -> ends.map(last -> first + middle + last)));
    }

    @Property
    void theResultIsAlwaysAValidLabelValue(@ForAll("names") String name) {
        assertThat(LabelValue.fromName(name)).matches(VALID);
    }

    @Property
    void shortNamesAndTheStartOfLongNamesAreKept(@ForAll("names") String name) {
        String value = LabelValue.fromName(name);
        if (name.length() <= 63) {
            assertThat(value).isEqualTo(name);
        } else {
            assertThat(value).hasSize(63).startsWith(name.substring(0, 54) + "-");
        }
    }

    @Property
    void differentNamesHaveDifferentValues(@ForAll("names") String one, @ForAll("names") String other) {
        Assume.that(!one.equals(other));
        assertThat(LabelValue.fromName(one)).isNotEqualTo(LabelValue.fromName(other));
    }

    @Example
    void longNamesWithDifferentEndsHaveDifferentValues() {
        String same = "a".repeat(200);
        assertThat(LabelValue.fromName(same + "b")).isNotEqualTo(LabelValue.fromName(same + "c"));
    }

    /** Runs store the value. With another algorithm, selectors would not find the runs that exist. */
    @Example
    void theValueOfANameNeverChanges() {
        assertThat(LabelValue.fromName("x".repeat(63))).isEqualTo("x".repeat(63));
        assertThat(LabelValue.fromName("x".repeat(64))).isEqualTo("x".repeat(54) + "-7ce10097");
        assertThat(LabelValue.fromName("x".repeat(53) + "-" + "y".repeat(20))).startsWith("x".repeat(53) + "--");
    }
}
