package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Renders a field that is a single text in the spec and in the job. An empty text counts as absent.
 *
 * @param dependentFields names of sibling fields that Jenkins computes from this one, or that a person could set
 *     instead of it; they are removed when this field changes
 */
public record TextFieldSection(String name, ElementLocation location, String text, List<String> dependentFields)
        implements Section {
    public TextFieldSection {
        dependentFields = List.copyOf(dependentFields);
    }

    public TextFieldSection(String name, ElementLocation location, String text) {
        this(name, location, text, List.of());
    }

    @Override
    public boolean isWanted() {
        return !text.isEmpty();
    }

    @Override
    public void write(Element element) {
        element.setTextContent(text);
        Node object = element.getParentNode();
        DomElements.children((Element) object).stream()
                .filter(field -> dependentFields.contains(field.getTagName()))
                .forEach(object::removeChild);
    }

    @Override
    public boolean matches(Element existing) {
        return DomElements.children(existing).isEmpty()
                && existing.getTextContent().equals(text);
    }
}
