package io.jenkins.plugins.kubesphere.devops.operator;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.gitops.Application;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists what the operator needs of a cluster: the kinds that must exist, and only those permissions that it uses. */
public final class ClusterRequirements {
    private static final String DEVOPS = ApiGroups.DEVOPS;

    /** Requirements to serve projects, pipelines and runs. */
    public static final Preflight CORE = new Preflight(
            List.of(DevOpsProject.class, Pipeline.class, PipelineRun.class),
            List.of(
                    RequiredPermission.to(DEVOPS, "devopsprojects", "get", "list", "watch", "patch"),
                    RequiredPermission.to(DEVOPS, "pipelines", "get", "list", "watch", "patch"),
                    RequiredPermission.to(DEVOPS, "pipelineruns", "get", "list", "watch", "create", "patch"),
                    RequiredPermission.to(DEVOPS, "pipelineruns/status", "patch"),
                    RequiredPermission.to("", "namespaces", "get", "list", "watch", "create", "patch", "delete"),
                    RequiredPermission.to("", "events", "create")));

    /**
     * Requirements to store the stages of runs in ConfigMaps. Without them all runs work, and Events say that their
     * stages are not stored. A ConfigMap is read only if one with the name of the run exists already.
     */
    public static final Preflight RUN_STORE =
            new Preflight(List.of(), List.of(RequiredPermission.to("", "configmaps", "get", "create", "patch")));

    /** Requirements to delete finished runs that their Pipeline does not keep. Without them, these runs stay. */
    public static final Preflight RETENTION =
            new Preflight(List.of(), List.of(RequiredPermission.to(DEVOPS, "pipelineruns", "delete")));

    /**
     * Requirements to write conditions on templates, and {@code NotSupported} on objects of kinds that are not supported
     * yet.
     */
    public static final Preflight UNSUPPORTED = new Preflight(
            List.of(Template.class, ClusterTemplate.class, ClusterStepTemplate.class, Application.class),
            List.of(
                    RequiredPermission.to(DEVOPS, "templates", "list", "watch"),
                    RequiredPermission.to(DEVOPS, "templates/status", "patch"),
                    RequiredPermission.to(DEVOPS, "clustertemplates", "list", "watch"),
                    RequiredPermission.to(DEVOPS, "clustertemplates/status", "patch"),
                    RequiredPermission.to(DEVOPS, "clustersteptemplates", "list", "watch"),
                    RequiredPermission.to(DEVOPS, "clustersteptemplates/status", "patch"),
                    RequiredPermission.to(ApiGroups.GITOPS, "applications", "list", "watch"),
                    RequiredPermission.to(ApiGroups.GITOPS, "applications/status", "patch")));

    private ClusterRequirements() {}

    /**
     * Requirements to hold the Lease: permissions in its namespace, and for this one Lease only.
     *
     * @param systemNamespace the namespace of the Lease, which must exist
     */
    public static Preflight lease(String systemNamespace) {
        String group = "coordination.k8s.io";
        return new Preflight(
                List.of(),
                List.of(
                        // A permission to create cannot be limited to a name: Kubernetes does not know the name yet
                        // when it checks.
                        RequiredPermission.to(group, "leases", "create").inNamespace(systemNamespace),
                        RequiredPermission.to(group, "leases", "get", "update")
                                .inNamespace(systemNamespace)
                                .forObject(LeaderElection.LEASE_NAME)));
    }

    /**
     * Requirements to serve the credentials of projects. Permissions cannot be limited to the namespaces of projects,
     * because RBAC knows no labels. So an operator of all namespaces needs them for the Secrets of the whole cluster,
     * and an operator of some namespaces needs {@link #secretsIn} for each of them instead.
     *
     * @param namespaces the served namespaces; empty for all
     * @param statusOnSecrets whether the operator writes on Secrets
     */
    public static Preflight credentials(Set<String> namespaces, boolean statusOnSecrets) {
        Stream<RequiredPermission> permissions = Stream.of(
                RequiredPermission.to(DEVOPS, "devopsprojects", "list", "watch"),
                RequiredPermission.to("", "namespaces", "list", "watch"),
                RequiredPermission.to("", "events", "create"));
        return new Preflight(
                List.of(DevOpsProject.class),
                Stream.concat(permissions, namespaces.isEmpty() ? Stream.of(secrets(statusOnSecrets)) : Stream.empty())
                        .toList());
    }

    /** Requirements to serve the Secrets of one of the served namespaces. */
    public static Preflight secretsIn(String namespace, boolean statusOnSecrets) {
        return new Preflight(List.of(), List.of(secrets(statusOnSecrets).inNamespace(namespace)));
    }

    /** Kubernetes has no permission for Secrets of one type only. */
    private static RequiredPermission secrets(boolean statusOnSecrets) {
        return statusOnSecrets
                ? RequiredPermission.to("", "secrets", "list", "watch", "patch")
                : RequiredPermission.to("", "secrets", "list", "watch");
    }

    /**
     * Returns the requirements of an operator that reads Secrets of all namespaces, writes on them, and stores the stages
     * of runs in ConfigMaps.
     */
    public static List<Preflight> withCredentials(String systemNamespace) {
        return withCredentials(systemNamespace, Set.of(), true, RunStoreType.CONFIG_MAP);
    }

    /**
     * Returns the requirements of an operator that also reads Secrets.
     *
     * @param namespaces the served namespaces; empty for all
     * @param statusOnSecrets whether the operator writes on Secrets
     * @param runStore where the operator stores the stages of runs
     */
    public static List<Preflight> withCredentials(
            String systemNamespace, Set<String> namespaces, boolean statusOnSecrets, RunStoreType runStore) {
        Stream<Preflight> ofSecrets = Stream.concat(
                Stream.of(credentials(namespaces, statusOnSecrets)),
                namespaces.stream().sorted().map(namespace -> secretsIn(namespace, statusOnSecrets)));
        return Stream.concat(withoutCredentials(systemNamespace, runStore).stream(), ofSecrets)
                .toList();
    }

    /**
     * Returns the requirements of an operator that reads no Secrets.
     *
     * @param runStore where the operator stores the stages of runs
     */
    public static List<Preflight> withoutCredentials(String systemNamespace, RunStoreType runStore) {
        Stream<Preflight> always = Stream.of(lease(systemNamespace), CORE, RETENTION, UNSUPPORTED);
        return Stream.concat(always, runStore == RunStoreType.CONFIG_MAP ? Stream.of(RUN_STORE) : Stream.empty())
                .toList();
    }
}
