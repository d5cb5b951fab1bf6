package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A word of a Jenkinsfile that the embedded engine knows: a step, an option, a condition. The page
 * docs/embedded-engine.md is made from these.
 *
 * @param name as it stands in the Jenkinsfile
 * @param arguments that have an effect; a value without a name is the first
 * @param withoutEffect arguments that are accepted, since what they ask for changes nothing here
 * @param description one sentence for the page, in Markdown
 */
public record Keyword(String name, List<String> arguments, List<String> withoutEffect, String description) {

    /**
     * @param arguments their names, separated by blanks; {@code (x)} for one without an effect, {@code …} for any names
     */
    public static Keyword of(String name, String arguments, String description) {
        Map<Boolean, List<String>> names = Stream.of(arguments.split(" "))
                .filter(argument -> !argument.isEmpty())
                .collect(Collectors.partitioningBy(argument -> argument.startsWith("(")));
        return new Keyword(
                name,
                names.get(false),
                names.get(true).stream()
                        .map(argument -> argument.substring(1, argument.length() - 1))
                        .toList(),
                description);
    }

    /** The argument that a value without a name sets; empty if there is no such argument. */
    String first() {
        return Stream.concat(arguments.stream(), withoutEffect.stream())
                .findFirst()
                .orElse("");
    }

    boolean takes(String argument) {
        return arguments.contains(argument) || arguments.contains("…") || withoutEffect.contains(argument);
    }
}
