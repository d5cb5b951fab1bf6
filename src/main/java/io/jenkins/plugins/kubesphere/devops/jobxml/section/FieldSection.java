package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A field that is one text in the job as it is in the spec. An empty one is as good as none.
 *
 * @param follow names of the fields beside it that Jenkins works out from this one, or that a person could set instead of
 *     it; they go when it changes
 */
public record FieldSection(String name, ElementLocation place, String text, List<String> follow) implements Section {
    public FieldSection {
        follow = List.copyOf(follow);
    }

    public FieldSection(String name, ElementLocation place, String text) {
        this(name, place, text, List.of());
    }

    @Override
    public boolean wanted() {
        return !text.isEmpty();
    }

    @Override
    public void write(Element element) {
        element.setTextContent(text);
        Node object = element.getParentNode();
        DomElements.children((Element) object).stream()
                .filter(field -> follow.contains(field.getTagName()))
                .forEach(object::removeChild);
    }

    @Override
    public boolean same(Element there) {
        return DomElements.children(there).isEmpty() && there.getTextContent().equals(text);
    }
}
