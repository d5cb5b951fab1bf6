package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import java.util.Optional;
import org.w3c.dom.Element;

/** {@code discarder}: which builds are kept. */
record DiscarderSection(Optional<Limits> limits) implements Section {
    private static final String STRATEGY = "hudson.tasks.LogRotator";
    private static final String NO_LIMIT = "-1";

    /** @param days, builds decimal, {@code -1} for no limit */
    record Limits(String days, String builds) {}

    static DiscarderSection of(SpecText text, Discarder discarder) {
        return new DiscarderSection(Optional.ofNullable(discarder)
                .map(given -> new Limits(
                        limit(text, "days_to_keep", given.daysToKeep()),
                        limit(text, "num_to_keep", given.numToKeep()))));
    }

    /** Zero is refused: it deletes every build, and those who write it may mean none. */
    private static String limit(SpecText text, String name, String given) {
        String field = "spec.pipeline.discarder." + name;
        String number = text.of(field, given).trim();
        if (number.isEmpty() || number.equals(NO_LIMIT)) {
            return NO_LIMIT;
        }
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw text.refusal(
                    field, "\"" + number + "\" is no count; give a number from 1 to 999999999, or -1 for no limit");
        }
        return number;
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
        Elements.append(strategy, "daysToKeep", wanted.days());
        Elements.append(strategy, "numToKeep", wanted.builds());
        Elements.append(strategy, "artifactDaysToKeep", NO_LIMIT);
        Elements.append(strategy, "artifactNumToKeep", NO_LIMIT);
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
        Limits limits = new Limits(fields.text("daysToKeep", NO_LIMIT), fields.text("numToKeep", NO_LIMIT));
        boolean plain = fields.text("artifactDaysToKeep", NO_LIMIT).equals(NO_LIMIT)
                && fields.text("artifactNumToKeep", NO_LIMIT).equals(NO_LIMIT)
                && fields.text("removeLastBuild", "false").equals("false");
        return plain && fields.complete() ? Optional.of(limits) : Optional.empty();
    }
}
