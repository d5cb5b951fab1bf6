package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.CustomResourceDefinitions;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The cluster of the user. It is looked at first; the user agrees; only then something is created there. What was there
 * before is never deleted, and changed only in the namespaces that are served.
 */
public final class UserCluster implements TrialCluster {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int REQUEST_MILLIS = 10_000;

    private final UserKubeconfig source;
    private final ClusterTrialRequest request;
    private final List<GenericKubernetesResource> ours;
    private final Consumer<String> report;
    private final KubernetesClient client;
    private final CreatedObjects created;
    private final TrialFinalizers finalizers;
    private final List<String> stays = new ArrayList<>();

    /**
     * @param definitions the folder crds/
     * @param report takes what is left on the cluster at the end, line by line
     */
    public UserCluster(UserKubeconfig source, ClusterTrialRequest request, Path definitions, Consumer<String> report) {
        this.source = source;
        this.request = request;
        this.ours = CustomResourceDefinitions.read(definitions);
        this.report = report;
        this.client = new KubernetesClientBuilder().withConfig(config()).build();
        this.created = new CreatedObjects(client);
        this.finalizers = new TrialFinalizers(client, request.namespaces());
    }

    /**
     * Says what is about to happen, and returns if it may.
     *
     * @param print takes the plan, line by line
     * @throws IllegalStateException if it cannot be done, or the user does not want it; nothing was written then
     */
    public void plan(Consumer<String> print, Confirmation confirmation) throws IOException {
        ClusterChangePlan plan;
        // Fail fast: no retries, unlike the operator.
        try (KubernetesClient reader = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config())
                        .withConnectionTimeout(CONNECT_MILLIS)
                        .withRequestTimeout(REQUEST_MILLIS)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            plan = new ClusterInspector(reader, source, request).read(ours);
        }
        plan.lines().forEach(print);
        if (!plan.problems().isEmpty()) {
            throw new IllegalStateException(String.join("\n./run: ", plan.problems()) + "\n./run: nothing was changed");
        }
        confirmation.ask();
    }

    @Override
    public String kubeconfig() {
        return source.yaml();
    }

    @Override
    public Config config() {
        return Config.fromKubeconfig(source.yaml());
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String title() {
        return source.server() + ", context " + source.context() + " of " + source.option();
    }

    @Override
    public void prepare() {
        List<GenericKubernetesResource> missing = ours.stream()
                .filter(definition -> client.resource(definition).get() == null)
                .toList();
        missing.forEach(created::create);
        CustomResourceDefinitions.awaitEstablished(client, missing);
        finalizers.remember();
        created.create(new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName("kubesphere-devops-trial-")
                .endMetadata()
                .build());
    }

    @Override
    public OperatorSettings settings() {
        String system = system(created.all())
                .map(namespace -> namespace.getMetadata().getName())
                .orElseThrow(() -> new IllegalStateException("the cluster is not prepared yet"));
        return OperatorSettings.of(HOME, system, request.namespaces());
    }

    @Override
    public String project() {
        return request.project();
    }

    @Override
    public <T extends HasMetadata> T create(T object) {
        return created.create(object);
    }

    /**
     * The sample goes as a whole or stays as a whole: with the project its namespace goes, and with that everything that somebody
     * else has put there.
     */
    @Override
    public void deleteCreated() {
        List<HasMetadata> all = created.close();
        Optional<DevOpsProject> project = all.stream()
                .filter(DevOpsProject.class::isInstance)
                .map(DevOpsProject.class::cast)
                .findFirst();
        if (project.isEmpty() || !isSafeToDelete(project.get())) {
            return;
        }
        all.stream()
                .filter(object -> object.getMetadata().getNamespace() != null)
                .forEach(this::deleted);
        // Once more: that took a while.
        if (isSafeToDelete(project.get())) {
            Namespace namespace = namespaceOf(project.get());
            if (deleted(project.get()) && namespace != null && !created.awaitGone(namespace)) {
                stays.add(ObjectName.of(namespace) + ": not gone after 30 s; it is being deleted");
            }
        }
    }

    private Namespace namespaceOf(DevOpsProject project) {
        return client.namespaces().withName(project.getMetadata().getName()).get();
    }

    private boolean isSafeToDelete(DevOpsProject project) {
        Namespace namespace = namespaceOf(project);
        if (namespace == null || !created.isThere(project)) {
            return true;
        }
        if (!wasMadeBy(project, namespace)) {
            stays.add(ObjectName.of(project) + ": its namespace is not the one that it made. " + howToDelete(project));
            return false;
        }
        List<String> others =
                new NamespaceContents(client, project.getMetadata().getName()).others(created.uids());
        if (!others.isEmpty()) {
            stays.add(ObjectName.of(project)
                    + " with its namespace and all that is there, because it holds what ./run did" + " not create: "
                    + String.join(", ", others) + ". " + howToDelete(project));
        }
        return others.isEmpty();
    }

    private boolean deleted(HasMetadata object) {
        boolean gone = created.delete(object);
        if (!gone) {
            stays.add(ObjectName.of(object) + ": not gone after 30 s; removing our finalizers");
        }
        return gone;
    }

    private static boolean wasMadeBy(DevOpsProject project, Namespace namespace) {
        return namespace.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(project.getMetadata().getUid()));
    }

    private String howToDelete(DevOpsProject project) {
        return "To delete it with everything in it: " + source.kubectl() + " delete devopsproject "
                + project.getMetadata().getName();
    }

    @Override
    public void close() {
        // First: an interrupt may come while prepare() still creates, and nobody may have called deleteCreated().
        List<HasMetadata> all = created.close();
        try {
            system(all).ifPresent(system -> {
                releaseFinalizers();
                attempt(ObjectName.of(system), () -> deleteSystem(system));
            });
            List<String> installed = all.stream()
                    .filter(object -> object.getKind().equals("CustomResourceDefinition"))
                    .map(object -> object.getMetadata().getName())
                    .sorted()
                    .toList();
            if (!installed.isEmpty()) {
                stays.add("the CRDs that it installed, and with them all objects of their kinds. To delete them: "
                        + source.kubectl() + " delete crd " + String.join(" ", installed));
            }
            stays.forEach(line -> report.accept("stays: " + line));
        } finally {
            client.close();
        }
    }

    private void releaseFinalizers() {
        attempt("finalizers of objects that were there before", () -> finalizers.release().stream()
                .map(kept -> "finalizers of " + kept + ". To remove them: chart/files/release-finalizers.sh NAMESPACE")
                .forEach(stays::add));
    }

    /** One step of the clean-up that fails does not skip the others. */
    private void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            stays.add(what + ", because the clean-up failed: " + e.getMessage());
        }
    }

    private static Optional<Namespace> system(List<HasMetadata> created) {
        return created.stream()
                .filter(Namespace.class::isInstance)
                .map(Namespace.class::cast)
                .findFirst();
    }

    private void deleteSystem(Namespace system) {
        Set<String> known = new HashSet<>(created.uids());
        client.leases().inNamespace(system.getMetadata().getName()).list().getItems().stream()
                .filter(lease -> lease.getMetadata().getName().equals(LeaderElection.LEASE))
                .map(lease -> lease.getMetadata().getUid())
                .forEach(known::add);
        List<String> others = new NamespaceContents(client, system.getMetadata().getName()).others(known);
        if (!others.isEmpty()) {
            stays.add(ObjectName.of(system) + ": it holds what ./run did not create: "
                    + others.stream().collect(Collectors.joining(", ")));
        } else {
            deleted(system);
        }
    }
}
