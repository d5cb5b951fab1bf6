package io.jenkins.plugins.kubesphere.devops.template.language;

/** The delimiters of the actions in a template. */
public record Delimiters(String left, String right) {
    /** The delimiters of Go: {@code {{ }}}. */
    public static final Delimiters BRACES = new Delimiters("{{", "}}");

    /** The delimiters in templates of Jenkinsfiles, where braces are frequent: {@code $( )}. */
    public static final Delimiters DOLLAR_PARENTHESES = new Delimiters("$(", ")");
}
