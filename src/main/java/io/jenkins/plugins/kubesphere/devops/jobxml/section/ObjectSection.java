package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Renders an object whose fields are single texts, such as most traits.
 *
 * @param fields in the order in which Jenkins writes them
 * @param defaults fields that no spec can set, with the value that Jenkins writes by default; this section does not
 *     write them, but an existing element must have these values or lack the fields
 * @param unsetFields the fields of an element that no person has set, if Jenkins writes such an element with fields
 */
public record ObjectSection(
        String name,
        boolean isWanted,
        ElementLocation location,
        List<Field> fields,
        List<Field> defaults,
        Optional<List<Field>> unsetFields)
        implements Section {
    /** One field. It is always written, also if it is empty. */
    public record Field(String name, String text) {}

    public ObjectSection {
        fields = List.copyOf(fields);
        defaults = List.copyOf(defaults);
    }

    public ObjectSection(
            String name, boolean isWanted, ElementLocation location, List<Field> fields, List<Field> defaults) {
        this(name, isWanted, location, fields, defaults, Optional.empty());
    }

    public ObjectSection(String name, boolean isWanted, ElementLocation location, List<Field> fields) {
        this(name, isWanted, location, fields, List.of());
    }

    /** An object without fields. */
    public static ObjectSection withoutFields(String name, boolean isWanted, ElementLocation location) {
        return new ObjectSection(name, isWanted, location, List.of());
    }

    ObjectSection withUnsetFields(List<Field> unsetFields) {
        return new ObjectSection(name, isWanted, location, fields, defaults, Optional.of(List.copyOf(unsetFields)));
    }

    @Override
    public void write(Element element) {
        fields.forEach(field -> DomElements.append(element, field.name(), field.text()));
    }

    @Override
    public boolean matches(Element existing) {
        return hasFields(existing, fields);
    }

    @Override
    public boolean isUnset(Element existing) {
        return unsetFields.map(unset -> hasFields(existing, unset)).orElseGet(() -> DomElements.isEmpty(existing));
    }

    /** Whether the element has these fields, and no setting that no spec can express. */
    private boolean hasFields(Element element, List<Field> expected) {
        TrackingFieldReader reader = new TrackingFieldReader(element);
        List<Field> present = expected.stream()
                .map(field -> new Field(field.name(), reader.text(field.name())))
                .toList();
        boolean hasDefaults = defaults.stream()
                .allMatch(field -> reader.text(field.name(), field.text()).equals(field.text()));
        return hasDefaults && present.equals(expected) && reader.allRead();
    }
}
