package io.jenkins.plugins.kubesphere.devops.jobxml.content;

import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the content of a regular job from its config.xml, by the names of elements. */
public final class JobContentReader {
    private JobContentReader() {}

    /** @throws AssertionError if the text is not XML */
    public static JobContent read(String xml, SecretEncryption secrets) {
        Element job = TestXmlParser.parse(xml).getDocumentElement();
        return new JobContent(
                textAt(job, "/description"),
                textAt(job, "/definition/script"),
                textAt(job, "/properties/*/triggers/hudson.triggers.TimerTrigger/spec"),
                textAt(job, "/authToken"),
                elementsAt(job, "/properties/*/triggers/org.jenkinsci.plugins.gwt.GenericTrigger").stream()
                        .flatMap(JobContentReader::readWebhook)
                        .toList(),
                !elementsAt(job, "/properties/*DisableConcurrentBuildsJobProperty")
                        .isEmpty(),
                elementsAt(job, "/properties/jenkins.model.BuildDiscarderProperty/strategy").stream()
                        .map(found -> List.of(textAt(found, "/daysToKeep"), textAt(found, "/numToKeep")))
                        .findFirst(),
                elementsAt(job, "/properties/*/parameterDefinitions/*").stream()
                        .map(found -> readParameter(found, secrets))
                        .toList());
    }

    private static Stream<Object> readWebhook(Element trigger) {
        return Stream.of(
                textAt(trigger, "/token"),
                textAt(trigger, "/causeString"),
                textAt(trigger, "/printContributedVariables"),
                textAt(trigger, "/printPostContent"),
                textAt(trigger, "/regexpFilterText"),
                textAt(trigger, "/regexpFilterExpression"),
                readVariables(trigger, "Request"),
                readVariables(trigger, "Header"));
    }

    private static List<List<String>> readVariables(Element trigger, String kind) {
        String type = "Generic" + kind + "Variable";
        return elementsAt(trigger, "/generic" + kind + "Variables/org.jenkinsci.plugins.gwt." + type).stream()
                .map(found -> List.of(textAt(found, "/key"), textAt(found, "/regexpFilter")))
                .toList();
    }

    private static List<Object> readParameter(Element definition, SecretEncryption secrets) {
        String type = definition.getTagName().replaceAll("hudson\\.model\\.(.*)ParameterDefinition", "$1");
        String value = textAt(definition, "/defaultValue");
        Object values =
                switch (type) {
                    case "Choice" ->
                        elementsAt(definition, "/choices/a/string").stream()
                                .map(Element::getTextContent)
                                .toList();
                    case "Password" ->
                        value.isEmpty() ? "" : secrets.decrypt(value).orElseThrow();
                    default -> value;
                };
        return List.of(
                type.toLowerCase(Locale.ROOT), textAt(definition, "/name"), textAt(definition, "/description"), values);
    }

    private static String textAt(Element from, String path) {
        List<Element> found = elementsAt(from, path);
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " elements at " + path);
        }
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    /** @param path names of nested elements, each after a slash; a star matches any beginning of a name */
    private static List<Element> elementsAt(Element from, String path) {
        List<Element> found = List.of(from);
        for (String step : path.substring(1).split("/")) {
            found = found.stream().flatMap(element -> children(element, step)).toList();
        }
        return found;
    }

    private static Stream<Element> children(Element element, String step) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child
                    && (step.startsWith("*")
                            ? child.getTagName().endsWith(step.substring(1))
                            : child.getTagName().equals(step))) {
                children.add(child);
            }
        }
        return children.stream();
    }
}
