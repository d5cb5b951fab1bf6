package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
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
public record Preflight(List<Class<? extends HasMetadata>> kinds, List<Permission> rights) {
    public Preflight {
        kinds = List.copyOf(kinds);
        rights = List.copyOf(rights);
    }

    /**
     * Asks.
     *
     * @return everything that is wrong; empty if a session can start
     */
    public List<Problem> problems(KubernetesClient client) {
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
    List<Problem> missing(KubernetesClient client) {
        List<Problem> problems = new ArrayList<>(missingKinds(client));
        problems.addAll(missingNamespaces(client));
        rights.forEach(right -> missingVerbs(client, right).ifPresent(problems::add));
        return problems;
    }

    private List<Problem> missingKinds(KubernetesClient client) {
        List<Problem> problems = new ArrayList<>();
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
                    .forEach(kind ->
                            problems.add(problem("missingKind", HasMetadata.getFullResourceName(kind), version)));
        }
        return problems;
    }

    private List<Problem> missingNamespaces(KubernetesClient client) {
        return rights.stream()
                .map(Permission::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .distinct()
                .filter(namespace -> isMissing(client, namespace))
                .map(namespace -> problem("missingNamespace", namespace))
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

    private static Optional<Problem> missingVerbs(KubernetesClient client, Permission right) {
        List<String> missing = right.verbs().stream()
                .filter(verb -> !isAllowed(client, right, verb))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String verbs = String.join(", ", missing);
        return Optional.of(
                right.namespace().isEmpty()
                        ? problem("missingRight", verbs, right.qualified())
                        : problem("missingRightInNamespace", verbs, right.qualified(), right.namespace()));
    }

    private static boolean isAllowed(KubernetesClient client, Permission right, String verb) {
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

    private static Problem unreachable(KubernetesClient client, KubernetesClientException e) {
        String server = client.getMasterUrl().toString();
        if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return problem("refusedCredentials", server);
        }
        if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
            return problem("refusedRequest", server, e.getMessage());
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return problem(
                "unreachable",
                server,
                Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName()));
    }

    private static Problem problem(String key, Object... arguments) {
        return Problem.of(Preflight.class, key, arguments);
    }
}
