package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * The fields of one object in a config.xml, read strictly: what nobody asked for is left over and makes the object
 * something that the spec cannot say. That way a setting that we do not know never counts as equal.
 */
public final class StrictFields {
    private final Map<String, Element> left = new LinkedHashMap<>();
    private boolean odd;

    public StrictFields(Element object) {
        for (Element field : DomElements.children(object)) {
            odd |= left.put(field.getTagName(), field) != null;
        }
    }

    /** The text of a field, empty if it is absent. */
    public String text(String name) {
        Element field = left.get(name);
        if (field == null || !DomElements.children(field).isEmpty() || hasClass(field)) {
            return "";
        }
        left.remove(name);
        return field.getTextContent();
    }

    /** The text of a field, with the value that Jenkins gives it when it is absent. */
    public String text(String name, String absent) {
        return left.containsKey(name) ? text(name) : absent;
    }

    public Optional<Element> object(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    /** A list of strings, however Jenkins serialized the list. */
    public List<String> strings(String name) {
        return object(name)
                .map(list -> DomElements.child(list, "a").orElse(list))
                .map(DomElements::strings)
                .orElse(List.of());
    }

    /** True if every field was asked for. */
    public boolean complete() {
        return left.isEmpty() && !odd;
    }

    private static boolean hasClass(Element field) {
        return field.hasAttribute("class") || field.hasAttribute("reference");
    }
}
