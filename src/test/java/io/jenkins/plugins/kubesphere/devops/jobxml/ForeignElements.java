package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.jobxml.content.TestXmlParser;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Elements that Jenkins, a Jenkinsfile or an administrator add to a job: one at each kind of place. */
final class ForeignElements {
    private static final String HOSTILE = "]]> <a> &amp; '\" \r\n \u0001 \u0085 \u2028 \uD83D\uDE80 \n ";
    /** Java's own writers do not escape U+0085 and U+2028 in attributes, where XML 1.1 reads them as line ends. */
    private static final String HOSTILE_ATTRIBUTE = HOSTILE.replaceAll("[\u0085\u2028]", "");

    private static final List<String> NAMES = List.of(
            "actions",
            "keepDependencies",
            "quietPeriod",
            "org.example.SomeProperty",
            "hudson.triggers.SCMTrigger",
            "org.example.SomeParameterDefinition");

    private ForeignElements() {}

    static void addTo(Element job) {
        Element action = DomElements.append(DomElements.append(job, "actions"), "org.example.SomeAction");
        DomElements.append(action, "text", HOSTILE);
        DomElements.append(job, "keepDependencies", "false");
        DomElements.append(job, "quietPeriod", "0");
        Element property = DomElements.append(findOrAppend(job, "properties"), "org.example.SomeProperty");
        property.setAttribute("text", HOSTILE_ATTRIBUTE);
        DomElements.append(DomElements.append(property, "list"), "string", "  ");
        DomElements.append(DomElements.append(property, "list"), "string", "");
        DomElements.append(
                findOrAppend(job, ElementLocation.PROPERTIES, ElementLocation.TRIGGERS, "triggers"),
                "hudson.triggers.SCMTrigger");
        Element parameter = DomElements.append(
                findOrAppend(job, ElementLocation.PROPERTIES, ElementLocation.PARAMETERS, "parameterDefinitions"),
                "org.example.SomeParameterDefinition");
        DomElements.append(parameter, "name", "of somebody else");
        DomElements.append(parameter, "filter", HOSTILE);
    }

    private static Element findOrAppend(Element from, String... names) {
        Element element = from;
        for (String name : names) {
            Element parent = element;
            element = DomElements.child(parent, name).orElseGet(() -> DomElements.append(parent, name));
        }
        return element;
    }

    /** Returns all foreign elements of a job in a fixed order, each with the path to it. */
    static Map<String, Object> readFrom(String xml) {
        Map<String, Object> found = new TreeMap<>();
        collect(TestXmlParser.parse(xml).getDocumentElement(), "", found);
        return found;
    }

    private static void collect(Element element, String path, Map<String, Object> found) {
        for (Element child : DomElements.children(element)) {
            String childPath = path + "/" + child.getTagName();
            if (NAMES.contains(child.getTagName())) {
                found.put(childPath, content(child));
            } else {
                collect(child, childPath, found);
            }
        }
    }

    private static List<Object> content(Element element) {
        List<Object> content = new ArrayList<>();
        content.add(element.getTagName());
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            content.add(attributes.item(i).toString());
        }
        List<Element> children = DomElements.children(element);
        Stream<?> inside = children.isEmpty()
                ? Stream.of(element.getTextContent())
                : children.stream().map(ForeignElements::content);
        inside.forEach(content::add);
        return content;
    }
}
