package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Reads the fields of one object in a config.xml and remembers which fields were not read. A field that was not read is
 * a setting that no spec can express. An object with such a field is never equal to a spec.
 */
public final class TrackingFieldReader {
    private final Map<String, Element> unread = new LinkedHashMap<>();
    private boolean hasDuplicates;

    public TrackingFieldReader(Element object) {
        for (Element field : DomElements.children(object)) {
            hasDuplicates |= unread.put(field.getTagName(), field) != null;
        }
    }

    /**
     * Reads the text of a field.
     *
     * @return empty if the field is absent, or is not a plain text; in the second case it stays unread
     */
    public String text(String name) {
        Element field = unread.get(name);
        if (field == null || !DomElements.children(field).isEmpty() || hasClass(field)) {
            return "";
        }
        unread.remove(name);
        return field.getTextContent();
    }

    /** Reads the text of a field; {@code defaultValue} is what Jenkins uses if the field is absent. */
    public String text(String name, String defaultValue) {
        return unread.containsKey(name) ? text(name) : defaultValue;
    }

    public Optional<Element> object(String name) {
        return Optional.ofNullable(unread.remove(name));
    }

    /** Reads a list of strings, whichever list class Jenkins serialized. */
    public List<String> strings(String name) {
        return object(name)
                .map(list -> DomElements.child(list, "a").orElse(list))
                .map(DomElements::stringValues)
                .orElse(List.of());
    }

    /** True if every field was read and none occurs twice. */
    public boolean allRead() {
        return unread.isEmpty() && !hasDuplicates;
    }

    private static boolean hasClass(Element field) {
        return field.hasAttribute("class") || field.hasAttribute("reference");
    }
}
