package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.api.text.ShownTexts;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Changes lists of conditions as the API conventions of Kubernetes demand: the times change only when the condition
 * changes.
 */
public final class Conditions {
    private static final Comparator<Condition> NEWEST_FIRST =
            Comparator.comparing(Condition::lastProbeTime, Comparator.nullsLast(Comparator.<String>reverseOrder()));

    /** The API server accepts more. But nobody reads more, and a message of the engine may contain a whole log. */
    private static final int MAX_MESSAGE_LENGTH = 4096;

    private Conditions() {}

    /** Returns the list without the conditions of a type; the list itself if it has none. */
    public static List<Condition> without(List<Condition> conditions, String type) {
        return conditions.stream().noneMatch(condition -> type.equals(condition.type()))
                ? conditions
                : conditions.stream()
                        .filter(condition -> !type.equals(condition.type()))
                        .toList();
    }

    /**
     * Returns the list with one condition added or replaced. If the list already contains exactly this condition,
     * returns the list itself.
     *
     * @param conditions conditions of the object; conditions of other types are kept unchanged
     * @param reason one CamelCase word, never empty
     * @param message for a person; control characters are removed, users and passwords of URLs are masked, and it is
     *     cut at 4,096 characters
     * @param now used as transition time if the status changes
     * @return at most one condition per type, the newest first, which is the order of ks-devops
     */
    public static List<Condition> withCondition(
            List<Condition> conditions, String type, String status, String reason, String message, Instant now) {
        String text = TextTruncator.truncate(ShownTexts.of(message), MAX_MESSAGE_LENGTH);
        Condition current = conditions.stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst()
                .orElse(null);
        if (current != null
                && status.equals(current.status())
                && reason.equals(current.reason())
                && text.equals(Objects.requireNonNullElse(current.message(), ""))) {
            return conditions;
        }
        boolean sameStatus = current != null && status.equals(current.status()) && current.lastTransitionTime() != null;
        String transition = sameStatus ? current.lastTransitionTime() : KubernetesTime.format(now);
        List<Condition> changed = new ArrayList<>();
        changed.add(new Condition(type, status, reason, text, KubernetesTime.format(now), transition, null));
        conditions.stream().filter(condition -> !type.equals(condition.type())).forEach(changed::add);
        changed.sort(NEWEST_FIRST);
        return List.copyOf(changed);
    }
}
