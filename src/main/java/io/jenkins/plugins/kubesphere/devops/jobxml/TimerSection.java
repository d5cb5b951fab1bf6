package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import org.w3c.dom.Element;

/**
 * {@code timer_trigger}: starts runs by the clock. Whether Jenkins understands the notation only Jenkins knows; the
 * engine asks it first.
 */
record TimerSection(String cron) implements Section {
    static TimerSection of(SpecText text, TimerTrigger timer) {
        return new TimerSection(text.of("spec.pipeline.timer_trigger.cron", timer == null ? null : timer.cron()));
    }

    @Override
    public String name() {
        return "timer_trigger";
    }

    @Override
    public boolean wanted() {
        return !cron.isBlank();
    }

    @Override
    public Place place() {
        return Place.trigger("hudson.triggers.TimerTrigger");
    }

    @Override
    public void write(Element element) {
        Elements.append(element, "spec", cron);
    }

    @Override
    public boolean same(Element there) {
        Fields fields = new Fields(there);
        return fields.text("spec").equals(cron) && fields.complete();
    }
}
