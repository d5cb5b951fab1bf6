package io.jenkins.plugins.kubesphere.devops.template.language;

/** Writes values without escaping. */
final class PlainOutput extends TemplateOutput {
    @Override
    void writeText(String text) {
        append(text);
    }

    @Override
    void writeValue(Object value, String source, int line) {
        append(TemplateValues.toText(value));
    }
}
