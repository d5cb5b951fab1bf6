package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RetentionLimits;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Renders {@code discarder} of a multi-branch pipeline: how long Jenkins keeps the job of a branch that was deleted.
 * Without a limit the job is kept for ever; by default Jenkins would delete it at once.
 */
public record OrphanedItemSection(Optional<RetentionLimits> limits) implements Section {
    private static final String STRATEGY = "com.cloudbees.hudson.plugins.folder.computed.DefaultOrphanedItemStrategy";

    /** Keeps all branch jobs. This is the setting of a job if neither the spec nor a person set one. */
    public static final OrphanedItemSection KEEP_ALL = new OrphanedItemSection(
            Optional.of(new RetentionLimits(RetentionLimits.UNLIMITED, RetentionLimits.UNLIMITED)));

    public static OrphanedItemSection of(SpecTextValidator validator, String parentPath, Discarder discarder) {
        return new OrphanedItemSection(
                Optional.ofNullable(discarder).map(specValue -> RetentionLimits.of(validator, parentPath, specValue)));
    }

    @Override
    public String name() {
        return "discarder";
    }

    @Override
    public boolean isWanted() {
        return limits.isPresent();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.field("orphanedItemStrategy");
    }

    @Override
    public void write(Element element) {
        RetentionLimits wanted = limits.orElseThrow();
        element.setAttribute("class", STRATEGY);
        DomElements.append(element, "pruneDeadBranches", String.valueOf(!wanted.isUnlimited()));
        wanted.appendTo(element);
    }

    @Override
    public boolean matches(Element existing) {
        return existing.getAttribute("class").equals(STRATEGY) && read(existing).equals(limits);
    }

    @Override
    public boolean isUnset(Element existing) {
        return KEEP_ALL.matches(existing);
    }

    /** Empty if the strategy has a setting that no spec can express. */
    private static Optional<RetentionLimits> read(Element strategy) {
        TrackingFieldReader fields = new TrackingFieldReader(strategy);
        boolean prunes = fields.text("pruneDeadBranches", "false").equals("true");
        RetentionLimits limits = RetentionLimits.read(fields);
        boolean hasOnlyKnownSettings = prunes != limits.isUnlimited()
                && fields.text("abortBuilds", "false").equals("false");
        return hasOnlyKnownSettings && fields.allRead() ? Optional.of(limits) : Optional.empty();
    }
}
