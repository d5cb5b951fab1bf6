package io.jenkins.plugins.kubesphere.devops.jobxml;

import org.w3c.dom.Element;

/** A field that is one text in the job as it is in the spec. An empty one is as good as none. */
record FieldSection(String name, Place place, String text) implements Section {
    @Override
    public boolean wanted() {
        return !text.isEmpty();
    }

    @Override
    public void write(Element element) {
        element.setTextContent(text);
    }

    @Override
    public boolean same(Element there) {
        return Elements.children(there).isEmpty() && there.getTextContent().equals(text);
    }
}
