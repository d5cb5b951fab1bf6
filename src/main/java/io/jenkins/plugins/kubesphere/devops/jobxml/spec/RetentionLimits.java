package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import org.w3c.dom.Element;

/**
 * Holds how many builds or branch jobs Jenkins keeps, and for how long.
 *
 * @param days decimal, {@code -1} for no limit
 * @param count decimal, {@code -1} for no limit
 */
public record RetentionLimits(String days, String count) {
    public static final String UNLIMITED = "-1";

    private static final String DAYS = "daysToKeep";
    private static final String COUNT = "numToKeep";

    /** @param parentPath path of the part of the spec that contains the field {@code discarder} */
    public static RetentionLimits of(SpecTextValidator validator, String parentPath, Discarder specValue) {
        return new RetentionLimits(
                limit(validator, parentPath + ".discarder.days_to_keep", specValue.daysToKeep()),
                limit(validator, parentPath + ".discarder.num_to_keep", specValue.numToKeep()));
    }

    /** Zero is refused: Jenkins would delete everything, but the author may have meant "no limit". */
    private static String limit(SpecTextValidator validator, String field, String specValue) {
        String number = validator.check(field, specValue).trim().replaceFirst("^0+(?=[1-9])", "");
        if (number.isEmpty() || number.equals(UNLIMITED)) {
            return UNLIMITED;
        }
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw validator
                    .refusals()
                    .create(
                            field,
                            "\"" + number
                                    + "\" is not a number that is allowed here; give a number from 1 to 999999999, or -1 for no"
                                    + " limit");
        }
        return number;
    }

    /** Reads the limits of an element. An absent field means no limit. */
    public static RetentionLimits read(TrackingFieldReader fields) {
        return new RetentionLimits(fields.text(DAYS, UNLIMITED), fields.text(COUNT, UNLIMITED));
    }

    public void appendTo(Element element) {
        DomElements.append(element, DAYS, days);
        DomElements.append(element, COUNT, count);
    }

    /** True if neither has a limit, so that Jenkins discards nothing. */
    public boolean isUnlimited() {
        return days.equals(UNLIMITED) && count.equals(UNLIMITED);
    }
}
