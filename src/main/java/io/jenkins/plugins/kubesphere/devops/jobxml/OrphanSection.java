package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * {@code discarder} of a pipeline with branches: how long the job of a branch is kept after the branch is gone. Without a
 * limit it is kept for ever; Jenkins would delete it at once.
 */
record OrphanSection(Optional<Limits> limits) implements Section {
    private static final String STRATEGY = "com.cloudbees.hudson.plugins.folder.computed.DefaultOrphanedItemStrategy";

    /** What a job has of which the spec says nothing and nobody else did. */
    static final OrphanSection KEEP = new OrphanSection(Optional.of(new Limits(Limits.NONE, Limits.NONE)));

    static OrphanSection of(SpecText text, String at, Discarder discarder) {
        return new OrphanSection(Optional.ofNullable(discarder).map(given -> Limits.of(text, at, given)));
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
        return Place.field("orphanedItemStrategy");
    }

    @Override
    public void write(Element element) {
        Limits wanted = limits.orElseThrow();
        element.setAttribute("class", STRATEGY);
        Elements.append(element, "pruneDeadBranches", String.valueOf(!wanted.areNone()));
        wanted.appendTo(element);
    }

    @Override
    public boolean same(Element there) {
        return there.getAttribute("class").equals(STRATEGY) && read(there).equals(limits);
    }

    @Override
    public boolean isUnset(Element there) {
        return KEEP.same(there);
    }

    /** Empty if the strategy says more than a spec can. */
    private static Optional<Limits> read(Element strategy) {
        Fields fields = new Fields(strategy);
        boolean prunes = fields.text("pruneDeadBranches", "false").equals("true");
        Limits limits = Limits.in(fields);
        boolean plain = prunes != limits.areNone()
                && fields.text("abortBuilds", "false").equals("false");
        return plain && fields.complete() ? Optional.of(limits) : Optional.empty();
    }
}
