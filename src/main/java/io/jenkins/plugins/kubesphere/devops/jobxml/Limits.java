package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import org.w3c.dom.Element;

/**
 * How long, and how many of something are kept.
 *
 * @param days decimal, {@code -1} for no limit
 * @param count decimal, {@code -1} for no limit
 */
record Limits(String days, String count) {
    static final String NONE = "-1";

    private static final String DAYS = "daysToKeep";
    private static final String COUNT = "numToKeep";

    /** @param at path of the part of the spec that has the field {@code discarder} */
    static Limits of(SpecText text, String at, Discarder given) {
        return new Limits(
                limit(text, at + ".discarder.days_to_keep", given.daysToKeep()),
                limit(text, at + ".discarder.num_to_keep", given.numToKeep()));
    }

    /** Zero is refused: it deletes all, and those who write it may mean none. */
    private static String limit(SpecText text, String field, String given) {
        String number = text.of(field, given).trim();
        if (number.isEmpty() || number.equals(NONE)) {
            return NONE;
        }
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw text.refusal(
                    field, "\"" + number + "\" is no count; give a number from 1 to 999999999, or -1 for no limit");
        }
        return number;
    }

    /** What an element says of them; where it says nothing there is no limit. */
    static Limits in(Fields fields) {
        return new Limits(fields.text(DAYS, NONE), fields.text(COUNT, NONE));
    }

    void appendTo(Element element) {
        Elements.append(element, DAYS, days);
        Elements.append(element, COUNT, count);
    }

    /** True if nothing is ever discarded. */
    boolean areNone() {
        return days.equals(NONE) && count.equals(NONE);
    }
}
