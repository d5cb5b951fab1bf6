package io.jenkins.plugins.kubesphere.devops.jobxml;

import org.w3c.dom.Element;

/** {@code description}: the text on the job's page. An empty one is as good as none. */
record DescriptionSection(String text) implements Section {
    /** @param at path of the part of the spec that has the field */
    static DescriptionSection of(SpecText text, String at, String description) {
        return new DescriptionSection(text.shown(at + ".description", description));
    }

    @Override
    public String name() {
        return "description";
    }

    @Override
    public boolean wanted() {
        return !text.isEmpty();
    }

    @Override
    public Place place() {
        return Place.field("description");
    }

    @Override
    public void write(Element element) {
        element.setTextContent(text);
    }

    @Override
    public boolean same(Element there) {
        return SpecText.plainLines(there.getTextContent()).equals(SpecText.plainLines(text));
    }
}
