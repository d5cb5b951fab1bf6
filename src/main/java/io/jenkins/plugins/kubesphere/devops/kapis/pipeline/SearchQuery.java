package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a search looks for, in the words of Blue Ocean: terms of a name and a value, with semicolons between them. Only {@code
 * pipeline:PROJECT} and {@code pipeline:PROJECT/*PART*} select; clients also send {@code type:pipeline} and others, which
 * select nothing here.
 *
 * @param project its name; empty for all projects
 * @param part of the name of a pipeline; an empty text is part of each name
 */
record SearchQuery(Optional<String> project, String part) {
    private static final String TERM = "pipeline:";

    static SearchQuery parse(String query) {
        String selected = Stream.of(query.split(";"))
                .map(String::strip)
                .filter(term -> term.startsWith(TERM))
                .map(term -> term.substring(TERM.length()))
                .findFirst()
                .orElse("");
        int slash = selected.indexOf('/');
        String project = slash < 0 ? selected : selected.substring(0, slash);
        return new SearchQuery(
                Optional.of(withoutStars(project)).filter(name -> !name.isEmpty()),
                slash < 0 ? "" : withoutStars(selected.substring(slash + 1)));
    }

    private static String withoutStars(String text) {
        return text.replace("*", "").strip();
    }
}
