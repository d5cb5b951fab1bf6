package io.jenkins.plugins.kubesphere.devops.jobxml;

import org.w3c.dom.Element;

/**
 * {@code disable_concurrent}: runs wait for each other. {@code false} is as good as absent, because clients write it
 * without meaning it; it does not forbid a Jenkinsfile to ask for the same.
 */
record OneAtATimeSection(boolean wanted) implements Section {
    private static final String TYPE =
            "org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty";

    static OneAtATimeSection of(Boolean disableConcurrent) {
        return new OneAtATimeSection(Boolean.TRUE.equals(disableConcurrent));
    }

    @Override
    public String name() {
        return "disable_concurrent";
    }

    @Override
    public Place place() {
        return Place.property(TYPE);
    }

    @Override
    public void write(Element element) {
        Elements.append(element, "abortPrevious", "false");
    }

    @Override
    public boolean same(Element there) {
        Fields fields = new Fields(there);
        return fields.text("abortPrevious", "false").equals("false") && fields.complete();
    }
}
