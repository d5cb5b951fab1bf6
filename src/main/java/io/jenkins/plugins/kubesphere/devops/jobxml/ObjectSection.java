package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.List;
import org.w3c.dom.Element;

/**
 * An object of one class whose fields are single texts: most traits are.
 *
 * @param fields in their order
 * @param untouched fields that no spec can set, as Jenkins writes them out when nobody set them; they are not written
 */
record ObjectSection(String name, boolean wanted, Place place, List<Field> fields, List<Field> untouched)
        implements Section {
    /** One field, which Jenkins writes out whatever it is. */
    record Field(String name, String text) {}

    ObjectSection {
        fields = List.copyOf(fields);
        untouched = List.copyOf(untouched);
    }

    ObjectSection(String name, boolean wanted, Place place, List<Field> fields) {
        this(name, wanted, place, fields, List.of());
    }

    /** An object without fields. */
    static ObjectSection plain(String name, boolean wanted, Place place) {
        return new ObjectSection(name, wanted, place, List.of());
    }

    @Override
    public void write(Element element) {
        fields.forEach(field -> Elements.append(element, field.name(), field.text()));
    }

    @Override
    public boolean same(Element there) {
        Fields found = new Fields(there);
        List<Field> present = fields.stream()
                .map(field -> new Field(field.name(), found.text(field.name())))
                .toList();
        boolean plain = untouched.stream()
                .allMatch(field -> found.text(field.name(), field.text()).equals(field.text()));
        return plain && present.equals(fields) && found.complete();
    }
}
