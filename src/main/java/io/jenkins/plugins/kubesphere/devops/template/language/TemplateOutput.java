package io.jenkins.plugins.kubesphere.devops.template.language;

/** The output of a template. It distinguishes text of the template from values. */
abstract class TemplateOutput {
    /** The limit of the result in characters: the same as that of a Jenkinsfile. */
    static final int MAX_LENGTH = 1_024 * 1_024;

    private final StringBuilder result = new StringBuilder();

    abstract void writeText(String text);

    /** @param source of the action, for messages */
    abstract void writeValue(Object value, String source, int line);

    final void append(String text) {
        if (result.length() + text.length() > MAX_LENGTH) {
            throw new TemplateException("the result is longer than " + MAX_LENGTH + " characters");
        }
        result.append(text);
    }

    final String result() {
        return result.toString();
    }
}
