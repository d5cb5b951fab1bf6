package io.jenkins.plugins.kubesphere.devops.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The objects of the chart as Helm renders them, without its custom resource definitions.
 *
 * @param objects all objects, also hooks and tests, in the order of Helm
 */
record RenderedChart(List<HasMetadata> objects) {
    /** The suffix of the names of the roles of the uninstall Job, which do not belong to the plugin. */
    private static final String UNINSTALL = "-uninstall";

    /** The suffix of the names of the roles for agents, which do not belong to the plugin. */
    private static final String AGENTS = "-agents";

    private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---$");

    /** @param yaml output of {@code helm template} */
    static RenderedChart of(String yaml) {
        return new RenderedChart(DOCUMENT_END
                .splitAsStream(yaml)
                .filter(document -> document.contains("kind:"))
                .<HasMetadata>map(Serialization::unmarshal)
                .toList());
    }

    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The only object of its kind. */
    <T extends HasMetadata> T single(Class<T> kind) {
        List<T> found = all(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "The chart has " + found.size() + " objects of kind " + kind.getSimpleName() + " instead of one");
        }
        return found.get(0);
    }

    /** The templates of all pods, by the name of their owner. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        all(StatefulSet.class)
                .forEach(set ->
                        pods.put(set.getMetadata().getName(), set.getSpec().getTemplate()));
        all(Job.class)
                .forEach(job ->
                        pods.put(job.getMetadata().getName(), job.getSpec().getTemplate()));
        all(Pod.class)
                .forEach(pod ->
                        pods.put(pod.getMetadata().getName(), new PodTemplateSpec(pod.getMetadata(), pod.getSpec())));
        return pods;
    }

    /** The rights of the account of Jenkins, without those for agents, each with one verb. */
    Set<RequiredPermission> permissions() {
        Set<RequiredPermission> permissions = new HashSet<>();
        all(ClusterRole.class)
                .filter(role -> !role.getMetadata().getName().endsWith(UNINSTALL))
                .forEach(role -> permissions.addAll(permissions("", role.getRules())));
        all(Role.class)
                .filter(role -> !role.getMetadata().getName().endsWith(AGENTS))
                .forEach(role ->
                        permissions.addAll(permissions(role.getMetadata().getNamespace(), role.getRules())));
        return permissions;
    }

    private static Set<RequiredPermission> permissions(String namespace, List<PolicyRule> rules) {
        Set<RequiredPermission> permissions = new HashSet<>();
        for (PolicyRule rule : rules) {
            List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
            rule.getApiGroups().forEach(group -> rule.getResources()
                    .forEach(resource -> names.forEach(name -> rule.getVerbs()
                            .forEach(verb -> permissions.add(
                                    new RequiredPermission(group, resource, List.of(verb), namespace, name))))));
        }
        return permissions;
    }
}
