package io.jenkins.plugins.kubesphere.devops.template.language;

/** Limits the work of one run. A part of a template costs one unit; a text that is read or made costs one per character. */
final class Budget {
    static final long UNITS = 8L * 1_024 * 1_024;

    private long left = UNITS;

    void spend(long units) {
        left -= units + 1;
        if (left < 0) {
            throw new TemplateException(
                    "the template does too much: loops, or functions on long texts; make it or the values smaller");
        }
    }
}
