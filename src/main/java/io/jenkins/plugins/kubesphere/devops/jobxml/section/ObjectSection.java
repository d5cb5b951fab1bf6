package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Renders an object whose fields are single texts, such as most traits.
 *
 * @param fields in the order in which Jenkins writes them
 * @param defaults fields that no spec can set, with the value that Jenkins writes by default; this section does not
 *     write them, but an existing element must have these values or lack the fields
 */
public record ObjectSection(
        String name, boolean wanted, ElementLocation location, List<Field> fields, List<Field> defaults)
        implements Section {
    /** One field. It is always written, also if it is empty. */
    public record Field(String name, String text) {}

    public ObjectSection {
        fields = List.copyOf(fields);
        defaults = List.copyOf(defaults);
    }

    public ObjectSection(String name, boolean wanted, ElementLocation place, List<Field> fields) {
        this(name, wanted, place, fields, List.of());
    }

    /** An object without fields. */
    public static ObjectSection withoutFields(String name, boolean wanted, ElementLocation place) {
        return new ObjectSection(name, wanted, place, List.of());
    }

    @Override
    public void write(Element element) {
        fields.forEach(field -> DomElements.append(element, field.name(), field.text()));
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader found = new TrackingFieldReader(existing);
        List<Field> present = fields.stream()
                .map(field -> new Field(field.name(), found.text(field.name())))
                .toList();
        boolean hasOnlyKnownSettings = defaults.stream()
                .allMatch(field -> found.text(field.name(), field.text()).equals(field.text()));
        return hasOnlyKnownSettings && present.equals(fields) && found.allRead();
    }
}
