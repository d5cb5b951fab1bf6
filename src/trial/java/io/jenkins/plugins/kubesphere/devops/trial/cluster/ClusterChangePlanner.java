package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the state of a cluster, and plans the changes of a trial. Writes nothing. */
final class ClusterChangePlanner {
    private static final String DEFINITION = "apiextensions.k8s.io/v1";

    private final KubernetesClient client;
    private final UserKubeconfig source;
    private final ClusterTrialRequest request;

    ClusterChangePlanner(KubernetesClient client, UserKubeconfig source, ClusterTrialRequest request) {
        this.client = client;
        this.source = source;
        this.request = request;
    }

    /**
     * Reads the cluster, and returns the plan.
     *
     * @param ours the CRDs in crds/
     * @throws IllegalStateException if the API server does not answer, or refuses the user
     */
    ClusterChangePlan plan(List<GenericKubernetesResource> ours) {
        String version = version();
        try {
            List<String> problems = new ArrayList<>(missingPermissions());
            if (!problems.isEmpty()) {
                return new ClusterChangePlan(
                        source, version, request, List.of(), ClusterChangePlan.ExistingObjectCounts.NOTHING, problems);
            }
            List<CrdComparison> definitions = ours.stream().map(this::compare).toList();
            definitions.forEach(definition -> definition.problem().ifPresent(problems::add));
            otherOperator().ifPresent(problems::add);
            if (request.hasSample()) {
                nameConflict().ifPresent(problems::add);
            }
            return new ClusterChangePlan(
                    source,
                    version,
                    request,
                    definitions,
                    problems.isEmpty() ? countExisting(definitions) : ClusterChangePlan.ExistingObjectCounts.NOTHING,
                    problems);
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("cannot read " + source.server() + " as " + user() + ": "
                    + Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    private String version() {
        try {
            return client.getKubernetesVersion().getGitVersion();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED || e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new IllegalStateException(source.server() + " refuses the credentials of " + user() + " (HTTP "
                        + e.getCode() + "); renew them, or choose another context in " + source.option());
            }
            throw new IllegalStateException("cannot reach " + source.server() + ", context " + source.context() + " of "
                    + source.option() + ": " + cause(e)
                    + ". Check that the cluster is running and that this is the cluster you want: " + source.kubectl()
                    + " cluster-info");
        }
    }

    private String user() {
        return source.user().isEmpty() ? "a context without a user" : "user " + source.user();
    }

    /**
     * Returns the message of the innermost cause that has one. The outer messages say only that an operation failed.
     */
    static String cause(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                message = cause.getMessage();
            }
        }
        return message;
    }

    private List<String> missingPermissions() {
        List<RequiredPermission> permissions = Stream.of(ClusterRequirements.CORE, ClusterRequirements.UNSUPPORTED)
                .flatMap(preflight -> preflight.permissions().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        permissions.add(RequiredPermission.to("apiextensions.k8s.io", "customresourcedefinitions", "get", "create"));
        permissions.add(RequiredPermission.to("coordination.k8s.io", "leases", "list", "create", "get", "update"));
        permissions.add(RequiredPermission.to("devops.kubesphere.io", "devopsprojects", "create", "delete"));
        permissions.add(RequiredPermission.to("devops.kubesphere.io", "pipelines", "create", "delete"));
        permissions.add(RequiredPermission.to("devops.kubesphere.io", "pipelineruns", "create", "delete"));
        return new Preflight(List.of(), permissions)
                .problems(client).stream().map(LocalizableProblem::toString).toList();
    }

    private CrdComparison compare(GenericKubernetesResource ours) {
        return new CrdComparison(
                ours,
                Optional.ofNullable(client.genericKubernetesResources(DEFINITION, "CustomResourceDefinition")
                        .withName(ours.getMetadata().getName())
                        .get()));
    }

    /** Returns a problem if another operator works on the cluster, because both would act on the same objects. */
    private Optional<String> otherOperator() {
        return client
                .leases()
                .inAnyNamespace()
                .withField("metadata.name", LeaderElection.LEASE_NAME)
                .list()
                .getItems()
                .stream()
                .filter(ClusterChangePlanner::isHeld)
                .findFirst()
                .map(
                        lease -> lease.getSpec().getHolderIdentity() + " already works on this cluster: it holds "
                                + ObjectNameFormatter.format(lease)
                                + ". It and this ./run would act on the same objects; first stop the Jenkins or the ./run that holds the Lease");
    }

    private static boolean isHeld(Lease lease) {
        String holder = lease.getSpec().getHolderIdentity();
        if (holder == null || holder.isEmpty() || lease.getSpec().getRenewTime() == null) {
            return false;
        }
        Integer seconds = Objects.requireNonNullElse(lease.getSpec().getLeaseDurationSeconds(), 60);
        // Counts a Lease as held for twice its duration, because the clocks of two machines may differ.
        return lease.getSpec()
                .getRenewTime()
                .toInstant()
                .plus(Duration.ofSeconds(2L * seconds))
                .isAfter(Instant.now());
    }

    /** Returns a problem if the name of the sample project is already used. */
    private Optional<String> nameConflict() {
        String name = request.project();
        HasMetadata project =
                client.resources(DevOpsProject.class).withName(name).get();
        HasMetadata found =
                project != null ? project : client.namespaces().withName(name).get();
        return Optional.ofNullable(found)
                .map(object -> ObjectNameFormatter.format(object)
                        + " already exists, and ./run does not change it. Give --namespace"
                        + " OTHER, an unused name, for the sample; or --no-sample to serve the objects in namespace "
                        + name);
    }

    /** Counts the existing objects. Does not list a kind whose CRD is missing, because the request would fail. */
    private ClusterChangePlan.ExistingObjectCounts countExisting(List<CrdComparison> definitions) {
        Set<String> installed = definitions.stream()
                .filter(definition -> !definition.isNew())
                .map(CrdComparison::name)
                .collect(Collectors.toSet());
        ObjectLister objects = new ObjectLister(client, request.namespaces());
        List<PipelineRun> runs =
                isInstalled(installed, PipelineRun.class) ? objects.list(PipelineRun.class) : List.of();
        return new ClusterChangePlan.ExistingObjectCounts(
                isInstalled(installed, DevOpsProject.class) ? objects.projects().size() : 0,
                isInstalled(installed, Pipeline.class)
                        ? objects.list(Pipeline.class).size()
                        : 0,
                runs.size(),
                runs.stream().filter(run -> !run.getStatus().hasEnded()).count());
    }

    private static boolean isInstalled(Set<String> definitions, Class<? extends HasMetadata> kind) {
        return definitions.contains(HasMetadata.getFullResourceName(kind));
    }
}
