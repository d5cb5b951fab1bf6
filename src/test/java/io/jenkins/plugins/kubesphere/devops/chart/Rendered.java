package io.jenkins.plugins.kubesphere.devops.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Helm makes of the chart, without its custom resource definitions.
 *
 * @param objects hooks and tests included, in Helm's order
 */
record Rendered(List<HasMetadata> objects) {
    /** In front of the names of what only exists while the release is uninstalled. */
    static final String UNINSTALL = "-uninstall";

    private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---$");

    /** @param yaml as {@code helm template} prints it */
    static Rendered of(String yaml) {
        return new Rendered(DOCUMENT_END
                .splitAsStream(yaml)
                .filter(document -> document.contains("kind:"))
                .<HasMetadata>map(Serialization::unmarshal)
                .toList());
    }

    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The only object of its kind. */
    <T extends HasMetadata> T the(Class<T> kind) {
        List<T> found = all(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind.getSimpleName());
        }
        return found.get(0);
    }

    /** The templates of all pods, by the name of what has them. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        all(StatefulSet.class)
                .forEach(set ->
                        pods.put(set.getMetadata().getName(), set.getSpec().getTemplate()));
        all(Job.class)
                .forEach(job ->
                        pods.put(job.getMetadata().getName(), job.getSpec().getTemplate()));
        all(io.fabric8.kubernetes.api.model.Pod.class)
                .forEach(pod ->
                        pods.put(pod.getMetadata().getName(), new PodTemplateSpec(pod.getMetadata(), pod.getSpec())));
        return pods;
    }

    /**
     * The rights that the plugin is given, one per line: where, group, resource, verb. Where is a namespace, or nothing for the
     * whole cluster. What is for agents and for uninstalling does not count.
     */
    Set<String> rights() {
        Set<String> rights = new TreeSet<>();
        all(ClusterRole.class)
                .filter(role -> !role.getMetadata().getName().endsWith(UNINSTALL))
                .forEach(role -> rights.addAll(flat("", role.getRules())));
        all(Role.class)
                .filter(role -> !role.getMetadata().getName().endsWith(UNINSTALL))
                .filter(role -> !role.getMetadata().getName().endsWith("-agents"))
                .forEach(role -> rights.addAll(flat(role.getMetadata().getNamespace(), role.getRules())));
        return rights;
    }

    static Set<String> flat(String where, List<PolicyRule> rules) {
        Set<String> rights = new TreeSet<>();
        for (PolicyRule rule : rules) {
            PolicyRule rest = new PolicyRuleBuilder(rule)
                    .withApiGroups()
                    .withResources()
                    .withVerbs()
                    .build();
            if (!rest.equals(new PolicyRule())) {
                throw new AssertionError("a rule with more than groups, resources and verbs: " + rule);
            }
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    rule.getVerbs().forEach(verb -> rights.add(right(where, group, resource, verb)));
                }
            }
        }
        return rights;
    }

    static String right(String where, String group, String resource, String verb) {
        return String.join(" | ", where, group, resource, verb);
    }
}
