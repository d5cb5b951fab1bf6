package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.RemoteTrigger;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import org.w3c.dom.Element;

/**
 * Renders {@code remote_trigger}: everybody who knows the token can start a run. Jenkins stores this token unencrypted,
 * so this section writes it unencrypted.
 */
public record RemoteTokenSection(String token) implements Section {
    public static RemoteTokenSection of(SpecTextValidator validator, RemoteTrigger trigger) {
        return new RemoteTokenSection(
                validator.check("spec.pipeline.remote_trigger.token", trigger == null ? null : trigger.token()));
    }

    @Override
    public String name() {
        return "remote_trigger";
    }

    @Override
    public boolean isWanted() {
        return !token.isEmpty();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.field("authToken");
    }

    @Override
    public void write(Element element) {
        element.setTextContent(token);
    }

    @Override
    public boolean matches(Element existing) {
        return existing.getTextContent().equals(token);
    }

    /** Omits the token, which is a secret. */
    @Override
    public String toString() {
        return "RemoteTokenSection[]";
    }
}
