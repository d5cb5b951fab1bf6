package io.jenkins.plugins.kubesphere.devops.template;

import io.jenkins.plugins.kubesphere.devops.template.language.TemplateException;

/** Limits the matching time of all regular expressions of one template to about a second. For one thread. */
final class MatchBudget {
    private long left = 20_000_000;

    /** @param steps parts of an expression, times characters of a value */
    void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new TemplateException(
                    "the values are too long for the validations of the template, or those are; make them shorter");
        }
    }
}
