package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionSupervisor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The connection of the REST API to the cluster. It does not depend on the operator: it works on each controller,
 * whoever holds the Lease. Objects that are returned must not be changed: all callers get the same ones.
 *
 * <p>Until everything was read, and while a new session begins, each method throws a {@link KapisException} with 503.
 */
public final class ClusterConnection implements AutoCloseable {
    private static final Preflight PREFLIGHT = new Preflight(
            List.of(DevOpsProject.class, Pipeline.class, PipelineRun.class),
            List.of(
                    RequiredPermission.to(ApiGroups.DEVOPS, "devopsprojects", "list", "watch"),
                    RequiredPermission.to("authentication.k8s.io", "tokenreviews", "create"),
                    RequiredPermission.to("authorization.k8s.io", "subjectaccessreviews", "create")));

    private final SessionSupervisor supervisor;
    private volatile ClusterCache cache;

    /**
     * @param namespaces whose pipelines and runs are served; empty for all
     * @param listener told about each change of the status; must return quickly
     */
    public ClusterConnection(
            ConnectionSettingsProvider connection,
            Set<String> namespaces,
            SessionTimings timings,
            Consumer<SessionStatus> listener) {
        InformerSession.InformerGroupFactory factory = new InformerSession.InformerGroupFactory() {
            @Override
            public InformerSession.InformerGroup create() {
                ClusterCache created = new ClusterCache(namespaces);
                cache = created;
                return created;
            }

            @Override
            public void onRequirementsMissing(List<LocalizableProblem> problems) {
                // The supervisor reports them.
            }
        };
        supervisor = new SessionSupervisor(
                "REST API",
                () -> InformerSession.open(connection, PREFLIGHT, factory),
                timings,
                Clock.systemUTC(),
                listener);
    }

    public void start() {
        supervisor.start();
    }

    public SessionStatus status() {
        return supervisor.status();
    }

    /** For writes, and for what the informers do not have. */
    public KubernetesClient client() {
        return cache().client();
    }

    public Stream<DevOpsProject> projects() {
        return cache().projects();
    }

    public Optional<DevOpsProject> project(String name) {
        return cache().project(name);
    }

    public Stream<Pipeline> pipelines(String namespace) {
        return cache().pipelines(namespace);
    }

    public Optional<Pipeline> pipeline(String namespace, String name) {
        return cache().pipeline(namespace, name);
    }

    /** The runs of a pipeline, without the copy of its spec. */
    public Stream<PipelineRun> runs(String namespace, String pipeline) {
        return cache().runs(namespace, pipeline);
    }

    /** A run, without the copy of the spec of its pipeline. */
    public Optional<PipelineRun> run(String namespace, String name) {
        return cache().run(namespace, name);
    }

    private ClusterCache cache() {
        ClusterCache current = cache;
        if (current == null || !current.isListed()) {
            throw KapisException.unavailable(
                    "the objects of the cluster are not read yet, or the Kubernetes API cannot be reached; try again in a"
                            + " few seconds");
        }
        return current;
    }

    @Override
    public void close() {
        supervisor.close();
    }
}
