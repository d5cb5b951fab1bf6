package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import org.w3c.dom.Element;

/** Renders {@code timer_trigger}: starts runs on a schedule. The cron expression is written without a check. */
public record TimerSection(String cron) implements Section {
    public static TimerSection of(SpecTextValidator validator, TimerTrigger timer) {
        return new TimerSection(
                validator.check("spec.pipeline.timer_trigger.cron", timer == null ? null : timer.cron()));
    }

    @Override
    public String name() {
        return "timer_trigger";
    }

    @Override
    public boolean isWanted() {
        return !cron.isBlank();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.trigger("hudson.triggers.TimerTrigger");
    }

    @Override
    public void write(Element element) {
        DomElements.append(element, "spec", cron);
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        return fields.text("spec").equals(cron) && fields.allRead();
    }
}
