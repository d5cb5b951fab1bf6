package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.StrictFields;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import org.w3c.dom.Element;

/**
 * {@code disable_concurrent}: runs wait for each other. {@code false} is as good as absent, because clients write it
 * without meaning it; it does not forbid a Jenkinsfile to ask for the same.
 */
public record DisableConcurrentSection(boolean wanted) implements Section {
    private static final String TYPE =
            "org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty";

    public static DisableConcurrentSection of(Boolean disableConcurrent) {
        return new DisableConcurrentSection(Boolean.TRUE.equals(disableConcurrent));
    }

    @Override
    public String name() {
        return "disable_concurrent";
    }

    @Override
    public ElementLocation place() {
        return ElementLocation.property(TYPE);
    }

    @Override
    public void write(Element element) {
        DomElements.append(element, "abortPrevious", "false");
    }

    @Override
    public boolean same(Element there) {
        StrictFields fields = new StrictFields(there);
        return fields.text("abortPrevious", "false").equals("false") && fields.complete();
    }
}
