package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import java.util.List;
import java.util.Objects;

/** Tries a connection as an administrator does before relying on it: everything the operator needs is asked for. */
public final class ConnectionTester {
    private ConnectionTester() {}

    /**
     * What came out.
     *
     * @param version the API server's, {@code v1.35.4} for example; empty if it did not say
     * @param problems what is missing; empty if the operator can work
     */
    public record Report(String version, List<Problem> problems) {
        public Report {
            Objects.requireNonNull(version);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Connects, asks and disconnects. Takes seconds if nothing answers; throws nothing.
     *
     * @param systemNamespace where the Lease shall be
     * @param credentials whether Secrets shall be read
     */
    public static Report of(Connection connection, String systemNamespace, boolean credentials) {
        try (KubernetesClient client = ClientFactory.connect(connection)) {
            List<Preflight> requirements = credentials
                    ? ClusterRequirements.all(systemNamespace)
                    : ClusterRequirements.withoutCredentials(systemNamespace);
            List<Problem> problems = requirements.stream()
                    .flatMap(preflight -> preflight.problems(client).stream())
                    .distinct()
                    .toList();
            return new Report(problems.isEmpty() ? version(client) : "", problems);
        } catch (NotReadyException e) {
            return new Report("", e.problems());
        } catch (RuntimeException e) {
            return new Report("", List.of(Problem.quoted(Objects.requireNonNullElse(e.getMessage(), e.toString()))));
        }
    }

    private static String version(KubernetesClient client) {
        try {
            return client.getKubernetesVersion().getGitVersion();
        } catch (KubernetesClientException e) {
            return "";
        }
    }
}
