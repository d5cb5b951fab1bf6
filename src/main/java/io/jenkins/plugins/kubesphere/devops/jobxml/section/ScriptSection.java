package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.engine.text.ByteOrderMark;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import org.w3c.dom.Element;

/** Renders {@code jenkinsfile}: the script, which always runs in the sandbox. A job always has this element. */
public record ScriptSection(String script) implements Section {
    private static final String TYPE = "org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition";

    public static ScriptSection of(SpecTextValidator validator, String jenkinsfile) {
        return new ScriptSection(ByteOrderMark.removeFrom(validator.check("spec.pipeline.jenkinsfile", jenkinsfile)));
    }

    @Override
    public String name() {
        return "jenkinsfile";
    }

    @Override
    public boolean isWanted() {
        return true;
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.field("definition");
    }

    @Override
    public void write(Element element) {
        element.setAttribute("class", TYPE);
        DomElements.append(element, "script", script);
        DomElements.append(element, "sandbox", "true");
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        return existing.getAttribute("class").equals(TYPE)
                && fields.text("script").equals(script)
                && fields.text("sandbox").equals("true")
                && fields.allRead();
    }
}
