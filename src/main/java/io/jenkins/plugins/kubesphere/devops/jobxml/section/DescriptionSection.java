package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.LineEndNormalizer;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import org.w3c.dom.Element;

/** Renders {@code description}: the text on the job's page. An empty text counts as absent. */
public record DescriptionSection(String text) implements Section {
    /** @param parentPath path of the part of the spec that contains the field */
    public static DescriptionSection of(SpecTextValidator validator, String parentPath, String description) {
        return new DescriptionSection(validator.checkDisplayed(parentPath + ".description", description));
    }

    @Override
    public String name() {
        return "description";
    }

    @Override
    public boolean isWanted() {
        return !text.isEmpty();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.field("description");
    }

    @Override
    public void write(Element element) {
        element.setTextContent(text);
    }

    @Override
    public boolean matches(Element existing) {
        return LineEndNormalizer.normalize(existing.getTextContent()).equals(LineEndNormalizer.normalize(text));
    }
}
