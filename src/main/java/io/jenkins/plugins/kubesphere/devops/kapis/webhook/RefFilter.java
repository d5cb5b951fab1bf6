package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.text.RegexSize;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides whether a pipeline wants a ref. The regular expressions are those of Go, as in ks-devops. Their matching time is
 * linear in the length of the ref.
 */
final class RefFilter {
    private static final int MAX_REF = 1_024;
    private static final int MAX_ANNOTATION = 8_192;
    private static final int MAX_RULES = 20;
    private static final int MAX_RULE = 256;
    /** The limit of {@link RegexSize}. The search calls itself once for each part that may be empty. */
    private static final long MAX_SIZE = 2_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private RefFilter() {}

    /**
     * Returns the refs that a pipeline wants: all if the annotation is missing or empty, else those in which one of its
     * rules is found. The rules are compiled once.
     */
    static Predicate<String> of(Pipeline pipeline) {
        String text =
                MetadataReader.annotation(pipeline, PipelineAnnotations.SCM_REF).orElse("");
        if (text.isEmpty()) {
            return ref -> true;
        }
        List<Pattern> patterns =
                rules(text).stream().flatMap(rule -> compile(rule).stream()).toList();
        return ref -> ref.length() <= MAX_REF
                && patterns.stream().anyMatch(pattern -> pattern.matcher(ref).find());
    }

    /** Text that is not a list of rules matches nothing: its author did not want each ref. */
    private static List<String> rules(String text) {
        if (text.length() > MAX_ANNOTATION) {
            return List.of();
        }
        try {
            return Stream.ofNullable(JSON.readValue(text, String[].class))
                    .flatMap(Stream::of)
                    .filter(Objects::nonNull)
                    .limit(MAX_RULES)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static Optional<Pattern> compile(String rule) {
        if (rule.length() > MAX_RULE || RegexSize.of(rule, MAX_SIZE) > MAX_SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(rule));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
