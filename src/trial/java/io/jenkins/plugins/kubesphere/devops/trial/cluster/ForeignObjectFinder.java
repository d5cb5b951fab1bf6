package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the objects of all kinds in a namespace that the trial did not create. */
final class ForeignObjectFinder {
    private final KubernetesClient client;
    private final String namespace;

    ForeignObjectFinder(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Returns the objects that the trial did not create, and that would be lost if the namespace was deleted. Objects
     * that Kubernetes creates in each namespace do not count. Objects that other controllers create in each namespace,
     * such as {@code istio-ca-root-cert} or the roles of KubeSphere, do count: a namespace that stays is better than
     * lost data.
     *
     * @param ours the UIDs of our objects; objects that they own count as ours
     * @return kinds and names; also a text for each kind that cannot be listed, because objects of it may exist
     */
    List<String> findForeignObjects(Set<String> ours) {
        List<GenericKubernetesResource> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (String version : versions(unknown)) {
            listVersion(version, listed, found, unknown);
        }
        Set<String> known = withDependents(found, ours);
        return Stream.concat(
                        found.stream()
                                .filter(object ->
                                        !known.contains(object.getMetadata().getUid()))
                                .map(ObjectNameFormatter::format),
                        unknown.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Returns all versions of all groups, because some kinds exist in only one version. The preferred version of a
     * group comes first.
     */
    private List<String> versions(List<String> unknown) {
        List<String> versions = new ArrayList<>(List.of("v1"));
        try {
            for (APIGroup group : client.getApiGroups().getGroups()) {
                versions.add(group.getPreferredVersion().getGroupVersion());
                group.getVersions().forEach(version -> versions.add(version.getGroupVersion()));
            }
        } catch (KubernetesClientException e) {
            unknown.add("objects of kinds that cannot be listed (" + e.getMessage() + ")");
        }
        return versions;
    }

    /**
     * @param listed kinds that are already listed in another version of their group; each version has the same objects
     */
    private void listVersion(
            String version, Set<String> listed, List<GenericKubernetesResource> found, List<String> unknown) {
        try {
            for (APIResource resource : client.getApiResources(version).getResources()) {
                if (resource.getNamespaced()
                        && resource.getVerbs().contains("list")
                        && !resource.getKind().equals("Event")
                        && listed.add(group(version) + "/" + resource.getName())) {
                    listKind(version, resource, found);
                }
            }
        } catch (KubernetesClientException e) {
            unknown.add("objects of " + version + ", which cannot be listed (" + e.getMessage() + ")");
        }
    }

    private void listKind(String version, APIResource resource, List<GenericKubernetesResource> found) {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(group(version))
                .withVersion(version.substring(version.indexOf('/') + 1))
                .withKind(resource.getKind())
                .withPlural(resource.getName())
                .withNamespaced(true)
                .build();
        for (GenericKubernetesResource object : client.genericKubernetesResources(context)
                .inNamespace(namespace)
                .list()
                .getItems()) {
            // An object without a UID is not stored in the cluster, such as the metrics of a pod.
            if (object.getMetadata().getUid() != null && !inEachNamespace(resource.getKind(), object)) {
                object.setKind(resource.getKind());
                found.add(object);
            }
        }
    }

    private static String group(String version) {
        return version.substring(0, Math.max(0, version.indexOf('/')));
    }

    private static boolean inEachNamespace(String kind, GenericKubernetesResource object) {
        String name = object.getMetadata().getName();
        return kind.equals("ServiceAccount") && name.equals("default")
                || kind.equals("ConfigMap") && name.equals("kube-root-ca.crt");
    }

    private static Set<String> withDependents(List<GenericKubernetesResource> found, Set<String> ours) {
        Set<String> known = new HashSet<>(ours);
        int previousSize;
        do {
            previousSize = known.size();
            found.stream()
                    .filter(object -> object.getMetadata().getOwnerReferences().stream()
                            .map(OwnerReference::getUid)
                            .anyMatch(known::contains))
                    .forEach(object -> known.add(object.getMetadata().getUid()));
        } while (known.size() > previousSize);
        return known;
    }
}
