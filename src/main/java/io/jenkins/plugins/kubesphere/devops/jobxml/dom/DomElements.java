package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads and adds elements of a document that XStream wrote. An element contains either elements or text; white space
 * between elements has no meaning.
 */
public final class DomElements {
    private DomElements() {}

    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The first child with that name. */
    public static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst();
    }

    /** The text of a child; empty if there is no such child. */
    public static String childText(Element parent, String name) {
        return child(parent, name).map(Element::getTextContent).orElse("");
    }

    public static Element append(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElement(name);
        parent.appendChild(child);
        return child;
    }

    public static void append(Element parent, String name, String text) {
        append(parent, name).setTextContent(text);
    }

    /** Appends one element for each string, as XStream writes a list of strings. */
    public static void appendStrings(Element parent, List<String> strings) {
        strings.forEach(string -> append(parent, "string", string));
    }

    public static List<String> stringValues(Element parent) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals("string"))
                .map(Element::getTextContent)
                .toList();
    }

    /** The element name that XStream writes for an object of that class. */
    public static String elementName(String type) {
        return type.replace("_", "__").replace("$", "_-");
    }

    public static boolean isEmpty(Element element) {
        return children(element).isEmpty() && element.getTextContent().isBlank();
    }

    /** True if both have the same elements and texts. Attributes, and white space between elements, have no meaning. */
    public static boolean haveSameContent(Element one, Element other) {
        List<Element> children = children(one);
        List<Element> others = children(other);
        return children.size() == others.size()
                && (children.isEmpty()
                        ? one.getTextContent().equals(other.getTextContent())
                        : IntStream.range(0, children.size())
                                .allMatch(i -> children.get(i)
                                                .getTagName()
                                                .equals(others.get(i).getTagName())
                                        && haveSameContent(children.get(i), others.get(i))));
    }
}
