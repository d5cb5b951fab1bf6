package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecParameter;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * One parameter of {@code parameters}. Each is owned by itself, so that those of a Jenkinsfile or of an administrator stay
 * beside ours.
 *
 * @param parameter its name
 * @param definition empty if the spec does not have it (any more)
 */
public record ParameterSection(String parameter, Optional<SpecParameter> definition, ParameterXml xml)
        implements Section {
    private static final String PREFIX = "parameters/";

    public static ParameterSection of(SpecParameter definition, ParameterXml xml) {
        return new ParameterSection(definition.name(), Optional.of(definition), xml);
    }

    /**
     * The parameter that we once put there.
     *
     * @param name of its section
     * @return empty if that is no parameter's section
     */
    public static Optional<ParameterSection> former(String name, ParameterXml xml) {
        return name.startsWith(PREFIX)
                ? Optional.of(new ParameterSection(name.substring(PREFIX.length()), Optional.empty(), xml))
                : Optional.empty();
    }

    @Override
    public String name() {
        return PREFIX + parameter;
    }

    @Override
    public boolean wanted() {
        return definition.isPresent();
    }

    @Override
    public ElementLocation place() {
        return ElementLocation.parameter(
                parameter, definition.map(SpecParameter::type).orElse(""));
    }

    @Override
    public void write(Element element) {
        xml.write(definition.orElseThrow(), element);
    }

    @Override
    public boolean same(Element there) {
        return xml.read(there).map(SpecParameter::shown).equals(definition.map(SpecParameter::shown));
    }
}
