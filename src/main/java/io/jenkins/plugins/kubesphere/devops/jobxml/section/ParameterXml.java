package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParameterDefinitionClasses;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecParameter;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Reads and writes the element of a parameter as Jenkins serializes it, with encrypted passwords. */
public final class ParameterXml {
    private static final String DEFAULT_VALUE = "defaultValue";

    private final SecretEncryption secrets;

    public ParameterXml(SecretEncryption secrets) {
        this.secrets = secrets;
    }

    /** @return empty if the element has a setting that no spec can express, or a password that is not encrypted */
    Optional<SpecParameter> read(Element element) {
        String type = element.getTagName();
        TrackingFieldReader fields = new TrackingFieldReader(element);
        String name = fields.text("name");
        String description = fields.text("description");
        Optional<List<String>> values = values(type, fields);
        return values.filter(read -> fields.allRead()).map(read -> new SpecParameter(type, name, description, read));
    }

    private Optional<List<String>> values(String type, TrackingFieldReader fields) {
        return switch (type) {
            case ParameterDefinitionClasses.STRING, ParameterDefinitionClasses.TEXT ->
                Optional.of(List.of(fields.text(DEFAULT_VALUE)))
                        .filter(value -> fields.text("trim", "false").equals("false"));
            case ParameterDefinitionClasses.BOOLEAN -> Optional.of(List.of(fields.text(DEFAULT_VALUE, "false")));
            case ParameterDefinitionClasses.CHOICE -> Optional.of(fields.strings("choices"));
            case ParameterDefinitionClasses.PASSWORD ->
                secret(fields.text(DEFAULT_VALUE)).map(List::of);
            case ParameterDefinitionClasses.FILE -> Optional.of(List.of());
            default -> Optional.empty();
        };
    }

    private Optional<String> secret(String stored) {
        return stored.isEmpty() ? Optional.of("") : secrets.decrypt(stored);
    }

    void write(SpecParameter parameter, Element element) {
        DomElements.append(element, "name", parameter.name());
        DomElements.append(element, "description", parameter.description());
        switch (parameter.type()) {
            case ParameterDefinitionClasses.FILE -> {}
            case ParameterDefinitionClasses.CHOICE -> writeChoices(parameter.values(), element);
            case ParameterDefinitionClasses.PASSWORD ->
                DomElements.append(
                        element,
                        DEFAULT_VALUE,
                        secrets.encrypt(parameter.values().get(0)));
            default ->
                DomElements.append(element, DEFAULT_VALUE, parameter.values().get(0));
        }
    }

    /** Writes the list that {@code ChoiceParameterDefinition} creates from the lines of its form. */
    private static void writeChoices(List<String> choices, Element element) {
        Element list = DomElements.append(element, "choices");
        list.setAttribute("class", "java.util.Arrays$ArrayList");
        Element array = DomElements.append(list, "a");
        array.setAttribute("class", "string-array");
        DomElements.appendStrings(array, choices);
    }
}
