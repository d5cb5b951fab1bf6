package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the API server whether everything is there that a session needs: the server itself, our credentials, the custom
 * resources, the namespaces of rights that are needed in one only, and each right. Informers would find out too, one by one, in words nobody can act on.
 *
 * @param kinds the custom resources that must be served
 * @param rights what we must be allowed to do
 */
public record Preflight(List<Class<? extends HasMetadata>> kinds, List<Right> rights) {
    public Preflight {
        kinds = List.copyOf(kinds);
        rights = List.copyOf(rights);
    }

    /**
     * Asks.
     *
     * @return everything that is wrong; empty if a session can start
     */
    public List<String> problems(KubernetesClient client) {
        try {
            return missing(client);
        } catch (KubernetesClientException e) {
            return List.of(unreachable(client, e));
        }
    }

    /**
     * As {@link #problems}, of an API server that answers.
     *
     * @throws KubernetesClientException if it does not, or refuses our credentials
     */
    List<String> missing(KubernetesClient client) {
        List<String> problems = new ArrayList<>(missingKinds(client));
        problems.addAll(missingNamespaces(client));
        rights.forEach(right -> missingVerbs(client, right).ifPresent(problems::add));
        return problems;
    }

    private List<String> missingKinds(KubernetesClient client) {
        List<String> problems = new ArrayList<>();
        for (String version :
                kinds.stream().map(HasMetadata::getApiVersion).distinct().toList()) {
            Set<String> served = Optional.ofNullable(client.getApiResources(version))
                    .map(APIResourceList::getResources)
                    .orElse(List.of())
                    .stream()
                    .map(APIResource::getName)
                    .collect(Collectors.toSet());
            kinds.stream()
                    .filter(kind -> HasMetadata.getApiVersion(kind).equals(version))
                    .filter(kind -> !served.contains(HasMetadata.getPlural(kind)))
                    .forEach(kind -> problems.add("the cluster has no " + HasMetadata.getPlural(kind) + "."
                            + version.replace('/', ' ').replaceFirst(" .*", "")
                            + " (" + version + "); install it with kubectl apply -f crds/"));
        }
        return problems;
    }

    private List<String> missingNamespaces(KubernetesClient client) {
        return rights.stream()
                .map(Right::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .distinct()
                .filter(namespace -> isMissing(client, namespace))
                .map(namespace -> "the cluster has no namespace " + namespace
                        + "; create it with kubectl create namespace " + namespace)
                .toList();
    }

    /** True if it is known not to be there: who may not look finds out when something is to be written there. */
    private static boolean isMissing(KubernetesClient client, String namespace) {
        try {
            return client.namespaces().withName(namespace).get() == null;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return false;
            }
            throw e;
        }
    }

    private static Optional<String> missingVerbs(KubernetesClient client, Right right) {
        List<String> missing = right.verbs().stream()
                .filter(verb -> !isAllowed(client, right, verb))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("not allowed to " + String.join(", ", missing) + " " + right.qualified()
                        + (right.namespace().isEmpty()
                                ? "; grant it to our service account in a ClusterRole"
                                : " in namespace " + right.namespace()
                                        + "; grant it to our service account in a Role there"));
    }

    private static boolean isAllowed(KubernetesClient client, Right right, String verb) {
        String[] parts = right.resource().split("/", 2);
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(emptyToNull(right.namespace()))
                .withGroup(right.group())
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withName(emptyToNull(right.name()))
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed());
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String unreachable(KubernetesClient client, KubernetesClientException e) {
        String server = client.getMasterUrl().toString();
        if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return server + " refuses our credentials (401); renew the token or certificate";
        }
        if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
            return server + " does not let us look (403): " + e.getMessage();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "cannot reach " + server + ": "
                + Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    }
}
