package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.CloneOption;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * {@code git_clone_option}: how the repository is cloned, the same for every host. Fields and defaults are those of {@code
 * hudson.plugins.git.extensions.impl.CloneOption} of the plugin git 5.7.
 */
record CloneSection(String name, Optional<Clone> option) implements Section {
    private static final String EXTENSION = "hudson.plugins.git.extensions.impl.CloneOption";

    /** What git takes if the spec says less than nothing; ks-devops' own rule. */
    private static final String DEFAULT_DEPTH = "1";

    private static final String DEFAULT_TIMEOUT = "10";

    /** @param depth, timeout decimal, empty for git's own default */
    record Clone(boolean shallow, String depth, String timeout) {}

    static CloneSection of(SourceText source, CloneOption given) {
        return new CloneSection(
                source.name("git_clone_option"),
                Optional.ofNullable(given)
                        .map(found -> new Clone(
                                Boolean.TRUE.equals(found.shallow()),
                                number(source, "depth", found.depth(), DEFAULT_DEPTH),
                                number(source, "timeout", found.timeout(), DEFAULT_TIMEOUT))));
    }

    /** Zero is as good as absent: clients leave it out. */
    private static String number(SourceText source, String field, Long given, String negative) {
        if (given == null || given == 0) {
            return "";
        }
        if (given > Integer.MAX_VALUE) {
            throw source.refusal(
                    "git_clone_option." + field, given + " is too large; give a number up to " + Integer.MAX_VALUE);
        }
        return given < 0 ? negative : String.valueOf(given);
    }

    @Override
    public boolean wanted() {
        return option.isPresent();
    }

    @Override
    public Place place() {
        return Place.trait("jenkins.plugins.git.traits.CloneOptionTrait");
    }

    @Override
    public void write(Element element) {
        Clone wanted = option.orElseThrow();
        Element extension = Elements.append(element, "extension");
        extension.setAttribute("class", EXTENSION);
        Elements.append(extension, "shallow", String.valueOf(wanted.shallow()));
        Elements.append(extension, "noTags", "false");
        Elements.append(extension, "reference");
        if (!wanted.timeout().isEmpty()) {
            Elements.append(extension, "timeout", wanted.timeout());
        }
        if (!wanted.depth().isEmpty()) {
            Elements.append(extension, "depth", wanted.depth());
        }
        Elements.append(extension, "honorRefspec", "true");
    }

    @Override
    public boolean same(Element there) {
        Fields trait = new Fields(there);
        Optional<Element> extension = trait.object("extension")
                .filter(found -> found.getAttribute("class").equals(EXTENSION));
        return trait.complete() && extension.flatMap(CloneSection::read).equals(option);
    }

    /** Empty if the trait says more than a spec can. */
    private static Optional<Clone> read(Element extension) {
        Fields fields = new Fields(extension);
        Clone clone =
                new Clone(fields.text("shallow", "false").equals("true"), fields.text("depth"), fields.text("timeout"));
        boolean plain = fields.text("noTags", "false").equals("false")
                && fields.text("reference").isEmpty()
                && fields.text("honorRefspec", "false").equals("true");
        return plain && fields.complete() ? Optional.of(clone) : Optional.empty();
    }
}
