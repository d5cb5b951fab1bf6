package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.List;

/**
 * Holds the settings of a parameter that a spec can express.
 *
 * @param type class of Jenkins, one of {@link ParameterDefinitionClasses}
 * @param name never empty
 * @param description empty for none
 * @param values the options of a choice, nothing for a file, else the default value; a password is not encrypted here
 */
public record SpecParameter(String type, String name, String description, List<String> values) {

    /** The same parameter with the line ends of its description normalized, to compare two parameters. */
    public SpecParameter withNormalizedLineEnds() {
        return new SpecParameter(type, name, LineEndNormalizer.normalize(description), values);
    }

    /** Omits the values, because one may be a password. */
    @Override
    public String toString() {
        return "SpecParameter[type=" + type + ", name=" + name + "]";
    }
}
