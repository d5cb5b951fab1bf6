package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A keyword of Jenkinsfiles that the embedded engine supports: a section, a step, an option or a condition. The page
 * docs/embedded-engine.md is generated from all keywords.
 *
 * @param name the keyword, as in a Jenkinsfile
 * @param arguments names of the arguments that have an effect. A value without a name sets the first argument
 * @param ignoredArguments names of arguments that are accepted, but have no effect in this engine
 * @param description short text for the page, in Markdown
 */
public record KeywordDescriptor(
        String name, List<String> arguments, List<String> ignoredArguments, String description) {

    /**
     * @param arguments names, separated by spaces; {@code (x)} is an argument without effect, {@code …} allows any name
     */
    public static KeywordDescriptor of(String name, String arguments, String description) {
        Map<Boolean, List<String>> names = Stream.of(arguments.split(" "))
                .filter(argument -> !argument.isEmpty())
                .collect(Collectors.partitioningBy(argument -> argument.startsWith("(")));
        return new KeywordDescriptor(
                name,
                names.get(false),
                names.get(true).stream()
                        .map(argument -> argument.substring(1, argument.length() - 1))
                        .toList(),
                description);
    }

    /** The argument that a value without a name sets; empty if the keyword has no arguments. */
    String firstArgument() {
        return Stream.concat(arguments.stream(), ignoredArguments.stream())
                .findFirst()
                .orElse("");
    }

    boolean accepts(String argument) {
        return arguments.contains(argument) || arguments.contains("…") || ignoredArguments.contains(argument);
    }
}
