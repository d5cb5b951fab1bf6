package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecParameter;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Renders one parameter of {@code parameters}. Each parameter has its own section, so that parameters of the
 * Jenkinsfile or of an administrator stay in the job.
 *
 * @param parameter name of the parameter
 * @param definition empty if the parameter is not, or no longer, in the spec
 */
public record ParameterSection(String parameter, Optional<SpecParameter> definition, ParameterXml xml)
        implements Section {
    private static final String PREFIX = "parameters/";

    public static ParameterSection of(SpecParameter definition, ParameterXml xml) {
        return new ParameterSection(definition.name(), Optional.of(definition), xml);
    }

    /**
     * The section of a parameter that this plugin wrote earlier and that is no longer in the spec.
     *
     * @param name name of a section
     * @return empty if that section is not the section of a parameter
     */
    public static Optional<ParameterSection> ofRemoved(String name, ParameterXml xml) {
        return name.startsWith(PREFIX)
                ? Optional.of(new ParameterSection(name.substring(PREFIX.length()), Optional.empty(), xml))
                : Optional.empty();
    }

    /** Returns the name of the section of a parameter, as the mark of the job lists it. */
    public static String nameOf(String parameter) {
        return PREFIX + parameter;
    }

    @Override
    public String name() {
        return nameOf(parameter);
    }

    @Override
    public boolean isWanted() {
        return definition.isPresent();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.parameter(
                parameter, definition.map(SpecParameter::type).orElse(""));
    }

    @Override
    public void write(Element element) {
        xml.write(definition.orElseThrow(), element);
    }

    @Override
    public boolean matches(Element existing) {
        return xml.read(existing)
                .map(SpecParameter::withNormalizedLineEnds)
                .equals(definition.map(SpecParameter::withNormalizedLineEnds));
    }
}
