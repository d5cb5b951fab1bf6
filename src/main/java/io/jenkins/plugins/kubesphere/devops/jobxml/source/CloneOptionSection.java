package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitCloneOption;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Renders {@code git_clone_option}: how Jenkins clones the repository, the same for every kind of host. Fields and
 * defaults are those of {@code hudson.plugins.git.extensions.impl.CloneOption} of the plugin git 5.7.
 */
record CloneOptionSection(String name, Optional<CloneSettings> option) implements Section {
    private static final String EXTENSION = "hudson.plugins.git.extensions.impl.CloneOption";

    /** Depth for a negative number in the spec; ks-devops uses the same number. */
    private static final String DEPTH_FOR_NEGATIVE = "1";

    /** Timeout in minutes for a negative number in the spec. */
    private static final String TIMEOUT_FOR_NEGATIVE = "10";

    /**
     * @param depth number of commits, decimal; empty for the default of git
     * @param timeout minutes, decimal; empty for the default of the plugin
     */
    record CloneSettings(boolean shallow, String depth, String timeout) {}

    static CloneOptionSection of(SourceFieldValidator validator, GitCloneOption specValue) {
        return new CloneOptionSection(
                validator.fieldPath("git_clone_option"),
                Optional.ofNullable(specValue)
                        .map(found -> new CloneSettings(
                                Boolean.TRUE.equals(found.shallow()),
                                toText(validator, "depth", found.depth(), DEPTH_FOR_NEGATIVE),
                                toText(validator, "timeout", found.timeout(), TIMEOUT_FOR_NEGATIVE))));
    }

    /** Zero counts as absent, because clients written in Go cannot distinguish the two. */
    private static String toText(
            SourceFieldValidator validator, String field, Long specValue, String valueForNegative) {
        if (specValue == null || specValue == 0) {
            return "";
        }
        if (specValue > Integer.MAX_VALUE) {
            throw validator.refusal(
                    "git_clone_option." + field, specValue + " is too large; give a number up to " + Integer.MAX_VALUE);
        }
        return specValue < 0 ? valueForNegative : String.valueOf(specValue);
    }

    @Override
    public boolean isWanted() {
        return option.isPresent();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.trait("jenkins.plugins.git.traits.CloneOptionTrait");
    }

    @Override
    public void write(Element element) {
        CloneSettings wanted = option.orElseThrow();
        Element extension = DomElements.append(element, "extension");
        extension.setAttribute("class", EXTENSION);
        DomElements.append(extension, "shallow", String.valueOf(wanted.shallow()));
        DomElements.append(extension, "noTags", "false");
        DomElements.append(extension, "reference");
        if (!wanted.timeout().isEmpty()) {
            DomElements.append(extension, "timeout", wanted.timeout());
        }
        if (!wanted.depth().isEmpty()) {
            DomElements.append(extension, "depth", wanted.depth());
        }
        DomElements.append(extension, "honorRefspec", "true");
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader trait = new TrackingFieldReader(existing);
        Optional<Element> extension = trait.object("extension")
                .filter(found -> found.getAttribute("class").equals(EXTENSION));
        return trait.allRead() && extension.flatMap(CloneOptionSection::read).equals(option);
    }

    /** Empty if the trait has a setting that no spec can express. */
    private static Optional<CloneSettings> read(Element extension) {
        TrackingFieldReader fields = new TrackingFieldReader(extension);
        CloneSettings clone = new CloneSettings(
                fields.text("shallow", "false").equals("true"), fields.text("depth"), fields.text("timeout"));
        boolean hasOnlyKnownSettings = fields.text("noTags", "false").equals("false")
                && fields.text("reference").isEmpty()
                && fields.text("honorRefspec", "false").equals("true");
        return hasOnlyKnownSettings && fields.allRead() ? Optional.of(clone) : Optional.empty();
    }
}
