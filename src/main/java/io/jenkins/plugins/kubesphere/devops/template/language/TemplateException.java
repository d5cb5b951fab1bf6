package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.Objects;

/** A template or a value for it cannot be used. The message is for the author or the caller: what is wrong, and the cure. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(Objects.requireNonNull(message));
    }

    static TemplateException at(int line, String message) {
        return new TemplateException("line " + line + " of the template: " + message);
    }
}
