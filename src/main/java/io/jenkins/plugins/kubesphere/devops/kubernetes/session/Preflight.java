package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the API server whether everything is present that a session needs: the server itself, our credentials, the
 * custom resources, the namespaces to which permissions are limited, and each permission. Informers would find the same
 * problems, but only one at a time, and their messages do not say how to fix them.
 *
 * @param kinds the custom resources that the API server must serve
 * @param permissions what the operator must be allowed to do
 */
public record Preflight(List<Class<? extends HasMetadata>> kinds, List<RequiredPermission> permissions) {
    public Preflight {
        kinds = List.copyOf(kinds);
        permissions = List.copyOf(permissions);
    }

    /**
     * Asks the API server.
     *
     * @return everything that is wrong; empty if a session can start
     */
    public List<LocalizableProblem> problems(KubernetesClient client) {
        try {
            return missingRequirements(client);
        } catch (KubernetesClientException e) {
            return List.of(unreachable(client, e));
        }
    }

    /**
     * Like {@link #problems}, but throws if the API server does not answer or refuses our credentials.
     *
     * @throws KubernetesClientException if the API server does not answer, or refuses our credentials
     */
    public List<LocalizableProblem> missingRequirements(KubernetesClient client) {
        List<LocalizableProblem> problems = new ArrayList<>(missingKinds(client));
        problems.addAll(missingNamespaces(client));
        permissions.forEach(permission -> missingPermission(client, permission).ifPresent(problems::add));
        return problems;
    }

    private List<LocalizableProblem> missingKinds(KubernetesClient client) {
        List<LocalizableProblem> problems = new ArrayList<>();
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

    private List<LocalizableProblem> missingNamespaces(KubernetesClient client) {
        return permissions.stream()
                .map(RequiredPermission::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .distinct()
                .filter(namespace -> isMissing(client, namespace))
                .map(namespace -> problem("missingNamespace", namespace))
                .toList();
    }

    /**
     * Returns true only if the namespace is known to be missing. If we may not read namespaces, the first write to a
     * missing namespace fails and reports it.
     */
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

    private static Optional<LocalizableProblem> missingPermission(
            KubernetesClient client, RequiredPermission permission) {
        List<String> missing = permission.verbs().stream()
                .filter(verb -> !isAllowed(client, permission, verb))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String verbs = String.join(", ", missing);
        return Optional.of(
                permission.namespace().isEmpty()
                        ? problem("missingPermission", verbs, permission.qualifiedName())
                        : problem(
                                "missingPermissionInNamespace",
                                verbs,
                                permission.qualifiedName(),
                                permission.namespace()));
    }

    private static boolean isAllowed(KubernetesClient client, RequiredPermission permission, String verb) {
        String[] parts = permission.resource().split("/", 2);
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(emptyToNull(permission.namespace()))
                .withGroup(permission.group())
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withName(emptyToNull(permission.name()))
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

    private static LocalizableProblem unreachable(KubernetesClient client, KubernetesClientException e) {
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

    private static LocalizableProblem problem(String key, Object... arguments) {
        return LocalizableProblem.of(Preflight.class, key, arguments);
    }
}
