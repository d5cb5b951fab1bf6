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

/** Renders {@code discarder}: which builds Jenkins keeps. */
public record DiscarderSection(Optional<RetentionLimits> limits) implements Section {
    private static final String STRATEGY = "hudson.tasks.LogRotator";

    public static DiscarderSection of(SpecTextValidator validator, String parentPath, Discarder discarder) {
        return new DiscarderSection(
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
        return ElementLocation.property("jenkins.model.BuildDiscarderProperty");
    }

    @Override
    public void write(Element element) {
        RetentionLimits wanted = limits.orElseThrow();
        Element strategy = DomElements.append(element, "strategy");
        strategy.setAttribute("class", STRATEGY);
        wanted.appendTo(strategy);
        DomElements.append(strategy, "artifactDaysToKeep", RetentionLimits.UNLIMITED);
        DomElements.append(strategy, "artifactNumToKeep", RetentionLimits.UNLIMITED);
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader property = new TrackingFieldReader(existing);
        Optional<Element> strategy = property.object("strategy")
                .filter(found -> found.getAttribute("class").equals(STRATEGY));
        return property.allRead() && strategy.map(DiscarderSection::read).equals(limits.map(Optional::of));
    }

    /** Empty if the strategy has a setting that no spec can express. */
    private static Optional<RetentionLimits> read(Element strategy) {
        TrackingFieldReader fields = new TrackingFieldReader(strategy);
        RetentionLimits limits = RetentionLimits.read(fields);
        boolean hasOnlyKnownSettings = fields.text("artifactDaysToKeep", RetentionLimits.UNLIMITED)
                        .equals(RetentionLimits.UNLIMITED)
                && fields.text("artifactNumToKeep", RetentionLimits.UNLIMITED).equals(RetentionLimits.UNLIMITED)
                && fields.text("removeLastBuild", "false").equals("false");
        return hasOnlyKnownSettings && fields.allRead() ? Optional.of(limits) : Optional.empty();
    }
}
