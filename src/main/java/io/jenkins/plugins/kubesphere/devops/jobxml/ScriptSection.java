package io.jenkins.plugins.kubesphere.devops.jobxml;

import org.w3c.dom.Element;

/** {@code jenkinsfile}: the script, which always runs in the sandbox. A job has one whatever the spec says. */
record ScriptSection(String script) implements Section {
    private static final String TYPE = "org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition";

    static ScriptSection of(SpecText text, String jenkinsfile) {
        return new ScriptSection(text.of("spec.pipeline.jenkinsfile", jenkinsfile));
    }

    @Override
    public String name() {
        return "jenkinsfile";
    }

    @Override
    public boolean wanted() {
        return true;
    }

    @Override
    public Place place() {
        return Place.field("definition");
    }

    @Override
    public void write(Element element) {
        element.setAttribute("class", TYPE);
        Elements.append(element, "script", script);
        Elements.append(element, "sandbox", "true");
    }

    @Override
    public boolean same(Element there) {
        Fields fields = new Fields(there);
        return there.getAttribute("class").equals(TYPE)
                && fields.text("script").equals(script)
                && fields.text("sandbox").equals("true")
                && fields.complete();
    }
}
