package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.StrictFields;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.List;
import org.w3c.dom.Element;

/**
 * An object of one class whose fields are single texts: most traits are.
 *
 * @param fields in their order
 * @param untouched fields that no spec can set, as Jenkins writes them out when nobody set them; they are not written
 */
public record ObjectSection(
        String name, boolean wanted, ElementLocation place, List<Field> fields, List<Field> untouched)
        implements Section {
    /** One field, which Jenkins writes out whatever it is. */
    public record Field(String name, String text) {}

    public ObjectSection {
        fields = List.copyOf(fields);
        untouched = List.copyOf(untouched);
    }

    public ObjectSection(String name, boolean wanted, ElementLocation place, List<Field> fields) {
        this(name, wanted, place, fields, List.of());
    }

    /** An object without fields. */
    public static ObjectSection plain(String name, boolean wanted, ElementLocation place) {
        return new ObjectSection(name, wanted, place, List.of());
    }

    @Override
    public void write(Element element) {
        fields.forEach(field -> DomElements.append(element, field.name(), field.text()));
    }

    @Override
    public boolean same(Element there) {
        StrictFields found = new StrictFields(there);
        List<Field> present = fields.stream()
                .map(field -> new Field(field.name(), found.text(field.name())))
                .toList();
        boolean plain = untouched.stream()
                .allMatch(field -> found.text(field.name(), field.text()).equals(field.text()));
        return plain && present.equals(fields) && found.complete();
    }
}
