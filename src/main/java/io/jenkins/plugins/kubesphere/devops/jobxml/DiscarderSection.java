package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import java.util.Optional;
import org.w3c.dom.Element;

/** {@code discarder}: which builds are kept. */
record DiscarderSection(Optional<Limits> limits) implements Section {
    private static final String STRATEGY = "hudson.tasks.LogRotator";

    static DiscarderSection of(SpecText text, String at, Discarder discarder) {
        return new DiscarderSection(Optional.ofNullable(discarder).map(given -> Limits.of(text, at, given)));
    }

    @Override
    public String name() {
        return "discarder";
    }

    @Override
    public boolean wanted() {
        return limits.isPresent();
    }

    @Override
    public Place place() {
        return Place.property("jenkins.model.BuildDiscarderProperty");
    }

    @Override
    public void write(Element element) {
        Limits wanted = limits.orElseThrow();
        Element strategy = Elements.append(element, "strategy");
        strategy.setAttribute("class", STRATEGY);
        wanted.appendTo(strategy);
        Elements.append(strategy, "artifactDaysToKeep", Limits.NONE);
        Elements.append(strategy, "artifactNumToKeep", Limits.NONE);
    }

    @Override
    public boolean same(Element there) {
        Fields property = new Fields(there);
        Optional<Element> strategy = property.object("strategy")
                .filter(found -> found.getAttribute("class").equals(STRATEGY));
        return property.complete() && strategy.map(DiscarderSection::read).equals(limits.map(Optional::of));
    }

    /** Empty if the strategy says more than a spec can. */
    private static Optional<Limits> read(Element strategy) {
        Fields fields = new Fields(strategy);
        Limits limits = Limits.in(fields);
        boolean plain = fields.text("artifactDaysToKeep", Limits.NONE).equals(Limits.NONE)
                && fields.text("artifactNumToKeep", Limits.NONE).equals(Limits.NONE)
                && fields.text("removeLastBuild", "false").equals("false");
        return plain && fields.complete() ? Optional.of(limits) : Optional.empty();
    }
}
