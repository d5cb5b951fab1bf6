package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import org.w3c.dom.Element;

/**
 * Renders {@code disable_concurrent}: only one run at a time. {@code false} counts as absent, because clients write it
 * by default; the Jenkinsfile may then still disable concurrent builds.
 */
public record DisableConcurrentSection(boolean isWanted) implements Section {
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
    public ElementLocation location() {
        return ElementLocation.property(TYPE);
    }

    @Override
    public void write(Element element) {
        DomElements.append(element, "abortPrevious", "false");
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        return fields.text("abortPrevious", "false").equals("false") && fields.allRead();
    }
}
