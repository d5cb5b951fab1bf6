package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A field that is one text in the job as it is in the spec. An empty one is as good as none.
 *
 * @param follow names of the fields beside it that Jenkins works out from this one, or that a person could set instead of
 *     it; they go when it changes
 */
record FieldSection(String name, Place place, String text, List<String> follow) implements Section {
    FieldSection {
        follow = List.copyOf(follow);
    }

    FieldSection(String name, Place place, String text) {
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
        Elements.children((Element) object).stream()
                .filter(field -> follow.contains(field.getTagName()))
                .forEach(object::removeChild);
    }

    @Override
    public boolean same(Element there) {
        return Elements.children(there).isEmpty() && there.getTextContent().equals(text);
    }
}
