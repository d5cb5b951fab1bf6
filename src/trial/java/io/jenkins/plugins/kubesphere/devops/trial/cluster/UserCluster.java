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
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
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
 * The cluster of the user. Nothing is created there before the user has agreed to the plan. Objects that existed before
 * are never deleted, and are changed only in the namespaces that are served.
 */
public final class UserCluster implements TrialCluster {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int REQUEST_MILLIS = 10_000;

    private final UserKubeconfig source;
    private final ClusterTrialRequest request;
    private final List<GenericKubernetesResource> definitions;
    private final Consumer<String> printer;
    private final KubernetesClient client;
    private final CreatedObjects created;
    private final TrialFinalizerRemover finalizers;

    /** For each object that remains on the cluster, one text for the user. */
    private final List<String> remainingTexts = new ArrayList<>();

    /**
     * @param crdFolder the folder crds/
     * @param printer receives the text about the objects that stay on the cluster, line by line
     */
    public UserCluster(UserKubeconfig source, ClusterTrialRequest request, Path crdFolder, Consumer<String> printer) {
        this.source = source;
        this.request = request;
        this.definitions = CrdInstaller.readFolder(crdFolder);
        this.printer = printer;
        this.client = new KubernetesClientBuilder().withConfig(createConfig()).build();
        this.created = new CreatedObjects(client);
        this.finalizers = new TrialFinalizerRemover(client, request.namespaces());
    }

    /**
     * Shows the plan to the user, and returns if the user agrees.
     *
     * @param print receives the plan, line by line
     * @throws IllegalStateException if the trial cannot run on the cluster, or the user does not agree; nothing was
     *     written
     */
    public void confirmPlan(Consumer<String> print, ConfirmationPrompt confirmation) throws IOException {
        ClusterChangePlan plan;
        // Uses short timeouts and no retries, because the user waits for the result.
        try (KubernetesClient reader = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(createConfig())
                        .withConnectionTimeout(CONNECT_MILLIS)
                        .withRequestTimeout(REQUEST_MILLIS)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            plan = new ClusterChangePlanner(reader, source, request).plan(definitions);
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
    public Config createConfig() {
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
        List<GenericKubernetesResource> missing = definitions.stream()
                .filter(definition -> client.resource(definition).get() == null)
                .toList();
        missing.forEach(created::create);
        CrdInstaller.awaitEstablished(client, missing);
        finalizers.remember();
        created.create(new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName("kubesphere-devops-trial-")
                .endMetadata()
                .build());
    }

    @Override
    public OperatorSettings settings() {
        String system = findSystemNamespace(created.all())
                .map(namespace -> namespace.getMetadata().getName())
                .orElseThrow(() -> new IllegalStateException("the cluster is not prepared yet"));
        return OperatorSettings.of(INSTANCE_ID, system, request.namespaces());
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
     * Deletes the objects of the sample, unless the namespace of the project contains objects of others: deleting the
     * project also deletes its namespace with all objects in it.
     */
    @Override
    public void deleteCreated() {
        List<HasMetadata> all = created.stopCreating();
        Optional<DevOpsProject> project = all.stream()
                .filter(DevOpsProject.class::isInstance)
                .map(DevOpsProject.class::cast)
                .findFirst();
        if (project.isEmpty() || !isSafeToDelete(project.get())) {
            return;
        }
        all.stream()
                .filter(object -> object.getMetadata().getNamespace() != null)
                .forEach(this::delete);
        // Checks again, because others may have created objects during the deletions.
        if (isSafeToDelete(project.get())) {
            Namespace namespace = namespaceOf(project.get());
            if (delete(project.get()) && namespace != null && !created.awaitDeleted(namespace)) {
                remainingTexts.add(ObjectNameFormatter.format(namespace)
                        + ": not deleted after 30 s; Kubernetes is still deleting it");
            }
        }
    }

    private Namespace namespaceOf(DevOpsProject project) {
        return client.namespaces().withName(project.getMetadata().getName()).get();
    }

    private boolean isSafeToDelete(DevOpsProject project) {
        Namespace namespace = namespaceOf(project);
        if (namespace == null || !created.exists(project)) {
            return true;
        }
        if (!isOwner(project, namespace)) {
            remainingTexts.add(ObjectNameFormatter.format(project) + ", because it did not create its namespace. "
                    + howToDelete(project));
            return false;
        }
        List<String> foreignObjects =
                new ForeignObjectFinder(client, project.getMetadata().getName()).findForeignObjects(created.uids());
        if (!foreignObjects.isEmpty()) {
            remainingTexts.add(ObjectNameFormatter.format(project)
                    + " with its namespace and all objects in it, because ./run did not create some of them: "
                    + String.join(", ", foreignObjects) + ". " + howToDelete(project));
        }
        return foreignObjects.isEmpty();
    }

    private boolean delete(HasMetadata object) {
        boolean deleted = created.delete(object);
        if (!deleted) {
            remainingTexts.add(
                    ObjectNameFormatter.format(object) + ": not deleted after 30 s; removing our finalizers");
        }
        return deleted;
    }

    private static boolean isOwner(DevOpsProject project, Namespace namespace) {
        return namespace.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(project.getMetadata().getUid()));
    }

    private String howToDelete(DevOpsProject project) {
        return "To delete it with all objects in it: " + source.kubectl() + " delete devopsproject "
                + project.getMetadata().getName();
    }

    @Override
    public void close() {
        // Stops the creation of objects first: after an interrupt, prepare() may still be running, and deleteCreated()
        // may not have been called.
        List<HasMetadata> all = created.stopCreating();
        try {
            findSystemNamespace(all).ifPresent(system -> {
                removeFinalizers();
                attempt(ObjectNameFormatter.format(system), () -> deleteSystemNamespace(system));
            });
            List<String> installed = all.stream()
                    .filter(object -> object.getKind().equals("CustomResourceDefinition"))
                    .map(object -> object.getMetadata().getName())
                    .sorted()
                    .toList();
            if (!installed.isEmpty()) {
                remainingTexts.add(
                        "the CRDs that ./run installed, and with them all objects of their kinds. To delete these: "
                                + source.kubectl() + " delete crd " + String.join(" ", installed));
            }
            remainingTexts.forEach(line -> printer.accept("stays: " + line));
        } finally {
            client.close();
        }
    }

    private void removeFinalizers() {
        attempt("finalizers of objects that existed before", () -> finalizers.removeAll().stream()
                .map(kept -> "finalizers of " + kept + ". To remove them: chart/files/release-finalizers.sh NAMESPACE")
                .forEach(remainingTexts::add));
    }

    /** Runs a step of the clean-up. If it fails, the other steps still run. */
    private void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            remainingTexts.add(what + ", because the clean-up failed: " + e.getMessage());
        }
    }

    private static Optional<Namespace> findSystemNamespace(List<HasMetadata> created) {
        return created.stream()
                .filter(Namespace.class::isInstance)
                .map(Namespace.class::cast)
                .findFirst();
    }

    private void deleteSystemNamespace(Namespace system) {
        Set<String> known = new HashSet<>(created.uids());
        client.leases().inNamespace(system.getMetadata().getName()).list().getItems().stream()
                .filter(lease -> lease.getMetadata().getName().equals(LeaderElection.LEASE_NAME))
                .map(lease -> lease.getMetadata().getUid())
                .forEach(known::add);
        List<String> foreignObjects =
                new ForeignObjectFinder(client, system.getMetadata().getName()).findForeignObjects(known);
        if (!foreignObjects.isEmpty()) {
            remainingTexts.add(ObjectNameFormatter.format(system) + ": it contains objects that ./run did not create: "
                    + foreignObjects.stream().collect(Collectors.joining(", ")));
        } else {
            delete(system);
        }
    }
}
