package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * The fields of one object in a config.xml, read strictly: what nobody asked for is left over and makes the object
 * something that the spec cannot say. That way a setting that we do not know never counts as equal.
 */
final class Fields {
    private final Map<String, Element> left = new LinkedHashMap<>();
    private boolean odd;

    Fields(Element object) {
        for (Element field : Elements.children(object)) {
            odd |= left.put(field.getTagName(), field) != null;
        }
    }

    /** The text of a field, empty if it is absent. */
    String text(String name) {
        Element field = left.get(name);
        if (field == null || !Elements.children(field).isEmpty() || hasClass(field)) {
            return "";
        }
        left.remove(name);
        return field.getTextContent();
    }

    /** The text of a field, with the value that Jenkins gives it when it is absent. */
    String text(String name, String absent) {
        return left.containsKey(name) ? text(name) : absent;
    }

    Optional<Element> object(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    /** A list of strings, however Jenkins serialized the list. */
    List<String> strings(String name) {
        return object(name)
                .map(list -> Elements.child(list, "a").orElse(list))
                .map(Elements::strings)
                .orElse(List.of());
    }

    /** True if every field was asked for. */
    boolean complete() {
        return left.isEmpty() && !odd;
    }

    private static boolean hasClass(Element field) {
        return field.hasAttribute("class") || field.hasAttribute("reference");
    }
}
