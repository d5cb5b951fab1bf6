package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Parameters as Jenkins serializes them: what it leaves out, what it adds, and secrets encrypted. */
final class ParameterXml {
    private static final String DEFAULT_VALUE = "defaultValue";

    private final SecretText secrets;

    ParameterXml(SecretText secrets) {
        this.secrets = secrets;
    }

    /** @return empty if the element says something that no spec can, or holds a password that is not encrypted */
    Optional<Parameter> read(Element element) {
        String type = element.getTagName();
        Fields fields = new Fields(element);
        String name = fields.text("name");
        String description = fields.text("description");
        Optional<List<String>> values = values(type, fields);
        return values.filter(read -> fields.complete()).map(read -> new Parameter(type, name, description, read));
    }

    private Optional<List<String>> values(String type, Fields fields) {
        return switch (type) {
            case ParameterClass.STRING, ParameterClass.TEXT ->
                Optional.of(List.of(fields.text(DEFAULT_VALUE)))
                        .filter(value -> fields.text("trim", "false").equals("false"));
            case ParameterClass.BOOLEAN -> Optional.of(List.of(fields.text(DEFAULT_VALUE, "false")));
            case ParameterClass.CHOICE -> Optional.of(fields.strings("choices"));
            case ParameterClass.PASSWORD -> secret(fields.text(DEFAULT_VALUE)).map(List::of);
            case ParameterClass.FILE -> Optional.of(List.of());
            default -> Optional.empty();
        };
    }

    private Optional<String> secret(String stored) {
        return stored.isEmpty() ? Optional.of("") : secrets.decrypt(stored);
    }

    void write(Parameter parameter, Element element) {
        Elements.append(element, "name", parameter.name());
        Elements.append(element, "description", parameter.description());
        switch (parameter.type()) {
            case ParameterClass.FILE -> {}
            case ParameterClass.CHOICE -> writeChoices(parameter.values(), element);
            case ParameterClass.PASSWORD ->
                Elements.append(
                        element,
                        DEFAULT_VALUE,
                        secrets.encrypt(parameter.values().get(0)));
            default ->
                Elements.append(element, DEFAULT_VALUE, parameter.values().get(0));
        }
    }

    /** As {@code ChoiceParameterDefinition} itself makes it of several lines of text. */
    private static void writeChoices(List<String> choices, Element element) {
        Element list = Elements.append(element, "choices");
        list.setAttribute("class", "java.util.Arrays$ArrayList");
        Element array = Elements.append(list, "a");
        array.setAttribute("class", "string-array");
        Elements.appendStrings(array, choices);
    }
}
