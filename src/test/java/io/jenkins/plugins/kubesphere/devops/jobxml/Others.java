package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** What Jenkins, a Jenkinsfile and an administrator put into a job beside us: one element at each kind of place. */
final class Others {
    private static final String HOSTILE = "]]> <a> &amp; '\" \r\n \u0001 \u0085 \u2028 \uD83D\uDE80 \n ";
    /** Java's own writers leave U+0085 and U+2028 bare in attributes, where XML 1.1 takes them for line ends. */
    private static final String HOSTILE_ATTRIBUTE = HOSTILE.replaceAll("[\u0085\u2028]", "");

    private static final List<String> NAMES = List.of(
            "actions",
            "keepDependencies",
            "quietPeriod",
            "org.example.SomeProperty",
            "hudson.triggers.SCMTrigger",
            "org.example.SomeParameterDefinition");

    private Others() {}

    static void addTo(Element job) {
        Element action = Elements.append(Elements.append(job, "actions"), "org.example.SomeAction");
        Elements.append(action, "text", HOSTILE);
        Elements.append(job, "keepDependencies", "false");
        Elements.append(job, "quietPeriod", "0");
        Element property = Elements.append(path(job, "properties"), "org.example.SomeProperty");
        property.setAttribute("text", HOSTILE_ATTRIBUTE);
        Elements.append(Elements.append(property, "list"), "string", "  ");
        Elements.append(Elements.append(property, "list"), "string", "");
        Elements.append(path(job, Place.PROPERTIES, Place.TRIGGERS, "triggers"), "hudson.triggers.SCMTrigger");
        Element parameter = Elements.append(
                path(job, Place.PROPERTIES, Place.PARAMETERS, "parameterDefinitions"),
                "org.example.SomeParameterDefinition");
        Elements.append(parameter, "name", "of somebody else");
        Elements.append(parameter, "filter", HOSTILE);
    }

    private static Element path(Element from, String... names) {
        Element element = from;
        for (String name : names) {
            Element parent = element;
            element = Elements.child(parent, name).orElseGet(() -> Elements.append(parent, name));
        }
        return element;
    }

    /** All of them, by the way that leads to each, in an order that is always the same. */
    static Map<String, Object> in(String xml) {
        Map<String, Object> found = new TreeMap<>();
        collect(Held.parse(xml).getDocumentElement(), "", found);
        return found;
    }

    private static void collect(Element element, String path, Map<String, Object> found) {
        for (Element child : Elements.children(element)) {
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
        List<Element> children = Elements.children(element);
        Stream<?> inside = children.isEmpty()
                ? Stream.of(element.getTextContent())
                : children.stream().map(Others::content);
        inside.forEach(content::add);
        return content;
    }
}
