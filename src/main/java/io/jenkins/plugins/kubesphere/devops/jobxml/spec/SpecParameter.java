package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.List;

/**
 * A parameter as far as a spec can say it.
 *
 * @param type class of Jenkins, one of {@link ParameterClass}
 * @param name never empty
 * @param description empty for none
 * @param values what stands in the element: the options of a choice, nothing for a file, else the default value. A
 *     password's is in clear here
 */
public record SpecParameter(String type, String name, String description, List<String> values) {

    /** The same, with line ends that do not matter made equal. */
    public SpecParameter shown() {
        return new SpecParameter(type, name, SpecStrings.plainLines(description), values);
    }

    /** Leaves the values out: those of a password are secret. */
    @Override
    public String toString() {
        return "Parameter[type=" + type + ", name=" + name + "]";
    }
}
