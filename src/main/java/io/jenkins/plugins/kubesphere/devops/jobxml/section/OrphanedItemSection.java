package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.StrictFields;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RetentionLimits;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecStrings;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * {@code discarder} of a pipeline with branches: how long the job of a branch is kept after the branch is gone. Without a
 * limit it is kept for ever; Jenkins would delete it at once.
 */
public record OrphanedItemSection(Optional<RetentionLimits> limits) implements Section {
    private static final String STRATEGY = "com.cloudbees.hudson.plugins.folder.computed.DefaultOrphanedItemStrategy";

    /** What a job has of which the spec says nothing and nobody else did. */
    public static final OrphanedItemSection KEEP =
            new OrphanedItemSection(Optional.of(new RetentionLimits(RetentionLimits.NONE, RetentionLimits.NONE)));

    public static OrphanedItemSection of(SpecStrings text, String at, Discarder discarder) {
        return new OrphanedItemSection(
                Optional.ofNullable(discarder).map(given -> RetentionLimits.of(text, at, given)));
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
    public ElementLocation place() {
        return ElementLocation.field("orphanedItemStrategy");
    }

    @Override
    public void write(Element element) {
        RetentionLimits wanted = limits.orElseThrow();
        element.setAttribute("class", STRATEGY);
        DomElements.append(element, "pruneDeadBranches", String.valueOf(!wanted.areNone()));
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
    private static Optional<RetentionLimits> read(Element strategy) {
        StrictFields fields = new StrictFields(strategy);
        boolean prunes = fields.text("pruneDeadBranches", "false").equals("true");
        RetentionLimits limits = RetentionLimits.in(fields);
        boolean plain = prunes != limits.areNone()
                && fields.text("abortBuilds", "false").equals("false");
        return plain && fields.complete() ? Optional.of(limits) : Optional.empty();
    }
}
