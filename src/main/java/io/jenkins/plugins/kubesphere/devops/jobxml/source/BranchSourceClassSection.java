package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import org.w3c.dom.Element;

/**
 * Renders {@code source_type}: the class of the branch source. A source of another class is replaced completely,
 * because its traits have no meaning in the new class.
 *
 * @param sourceClass class of the branch source in Jenkins
 * @param hasTraits whether a source of that class has traits
 */
record BranchSourceClassSection(String sourceClass, boolean hasTraits) implements Section {
    @Override
    public String name() {
        return "source_type";
    }

    @Override
    public boolean isWanted() {
        return true;
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.source();
    }

    @Override
    public void write(Element element) {
        element.setAttribute("class", sourceClass);
        if (hasTraits) {
            DomElements.append(element, ElementLocation.TRAITS);
        }
    }

    @Override
    public boolean matches(Element existing) {
        return existing.getAttribute("class").equals(sourceClass);
    }
}
