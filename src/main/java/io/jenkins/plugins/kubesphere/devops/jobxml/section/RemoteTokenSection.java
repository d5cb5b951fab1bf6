package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.RemoteTrigger;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecStrings;
import org.w3c.dom.Element;

/** {@code remote_trigger}: whoever knows the token can start a run. Jenkins keeps it in clear, so do we. */
public record RemoteTokenSection(String token) implements Section {
    public static RemoteTokenSection of(SpecStrings text, RemoteTrigger trigger) {
        return new RemoteTokenSection(
                text.of("spec.pipeline.remote_trigger.token", trigger == null ? null : trigger.token()));
    }

    @Override
    public String name() {
        return "remote_trigger";
    }

    @Override
    public boolean wanted() {
        return !token.isEmpty();
    }

    @Override
    public ElementLocation place() {
        return ElementLocation.field("authToken");
    }

    @Override
    public void write(Element element) {
        element.setTextContent(token);
    }

    @Override
    public boolean same(Element there) {
        return there.getTextContent().equals(token);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "RemoteTokenSection[]";
    }
}
