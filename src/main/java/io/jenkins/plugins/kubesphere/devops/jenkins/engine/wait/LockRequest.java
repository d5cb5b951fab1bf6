package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a step {@code lock} asks for. It is read from the arguments of the step, because the plugin lockable-resources
 * forbids others to call what would tell it.
 *
 * @param resources names of resources
 * @param labels labels of resources, of which the plugin chooses
 */
record LockRequest(Set<String> resources, Set<String> labels) {
    /** @param arguments those of the step; values of other types, such as secrets that were masked, do not count */
    static LockRequest of(Map<String, ?> arguments) {
        List<Map<?, ?>> all = Stream.concat(
                        Stream.<Map<?, ?>>of(arguments),
                        arguments.get("extra") instanceof List<?> extra
                                ? extra.stream().filter(Map.class::isInstance).<Map<?, ?>>map(each -> (Map<?, ?>) each)
                                : Stream.empty())
                .toList();
        return new LockRequest(texts(all, "resource"), texts(all, "label"));
    }

    private static Set<String> texts(List<Map<?, ?>> arguments, String key) {
        return arguments.stream()
                .map(each -> each.get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a build that holds the other one may keep this one waiting. */
    boolean mayConflictWith(LockRequest other) {
        return resources.stream().anyMatch(other.resources::contains)
                || labels.stream().anyMatch(other.labels::contains);
    }

    /** Describes the request, such as {@code the lock "printer"}. */
    @Override
    public String toString() {
        String names = Stream.concat(
                        resources.stream().map(name -> '"' + name + '"'),
                        labels.stream().map(label -> "with the label \"" + label + '"'))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "the lock of its step lock" : "the lock " + names;
    }
}
