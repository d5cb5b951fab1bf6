package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import java.util.List;
import java.util.Objects;

/** Tests a connection for an administrator: checks everything that the operator needs of the cluster. */
public final class ConnectionTester {
    private ConnectionTester() {}

    /**
     * The result of a test.
     *
     * @param version version of the API server, such as {@code v1.35.4}; empty if it is unknown
     * @param problems what is missing; empty if the operator can work
     */
    public record Report(String version, List<LocalizableProblem> problems) {
        public Report {
            Objects.requireNonNull(version);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Connects, checks the requirements and disconnects. Takes some seconds if the API server does not answer. Never
     * throws.
     *
     * @param requirements what the operator needs, see {@link ClusterRequirements}
     */
    public static Report test(ConnectionSettingsProvider connection, List<Preflight> requirements) {
        try (KubernetesClient client = ClientFactory.createForSession(connection)) {
            List<LocalizableProblem> problems = requirements.stream()
                    .flatMap(preflight -> preflight.problems(client).stream())
                    .distinct()
                    .toList();
            return new Report(problems.isEmpty() ? version(client) : "", problems);
        } catch (SessionNotReadyException e) {
            return new Report("", e.problems());
        } catch (RuntimeException e) {
            return new Report("", List.of(LocalizableProblem.quote(e)));
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
