package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.Optional;
import org.w3c.dom.Element;

/**
 * One parameter of {@code parameters}. Each is owned by itself, so that those of a Jenkinsfile or of an administrator stay
 * beside ours.
 *
 * @param parameter its name
 * @param definition empty if the spec does not have it (any more)
 */
record ParameterSection(String parameter, Optional<Parameter> definition, ParameterXml xml) implements Section {
    private static final String PREFIX = "parameters/";

    static ParameterSection of(Parameter definition, ParameterXml xml) {
        return new ParameterSection(definition.name(), Optional.of(definition), xml);
    }

    /**
     * The parameter that we once put there.
     *
     * @param name of its section
     * @return empty if that is no parameter's section
     */
    static Optional<ParameterSection> former(String name, ParameterXml xml) {
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
    public Place place() {
        return Place.parameter(parameter, definition.map(Parameter::type).orElse(""));
    }

    @Override
    public void write(Element element) {
        xml.write(definition.orElseThrow(), element);
    }

    @Override
    public boolean same(Element there) {
        return xml.read(there).map(Parameter::shown).equals(definition.map(Parameter::shown));
    }
}
