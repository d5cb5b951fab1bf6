package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunStoreKeys;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocuments.Completeness;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores runs in ConfigMaps with their names. The run is the owner of its ConfigMap, so Kubernetes deletes both
 * together. A ConfigMap is read only if it exists when we want to create it, or if its stages are needed at the end.
 */
final class ConfigMapStore implements RunStore {
    /** A ConfigMap may have 1 MiB; the rest is for its metadata. */
    private static final int BUDGET = 900 * 1024;

    /** Somebody may delete or replace the ConfigMap between two of our requests. */
    private static final int MAX_ATTEMPTS = 2;

    private final KubernetesClient client;
    private final PatchWriter patches;
    /** From the UID of a run to its ConfigMap without the data. */
    private final Map<String, ConfigMap> written = new ConcurrentHashMap<>();

    ConfigMapStore(KubernetesClient client) {
        this.client = client;
        this.patches = new PatchWriter(client);
    }

    @Override
    public int budget(PipelineRun run) {
        return BUDGET;
    }

    @Override
    public void write(PipelineRun run, RunDocuments documents) {
        ConfigMap known = written.get(run.getMetadata().getUid());
        if (known == null || !update(known, documents)) {
            createOrUpdate(run, documents);
        }
    }

    /** @return false if somebody has deleted or replaced the ConfigMap */
    private boolean update(ConfigMap known, RunDocuments documents) {
        try {
            patch(known, documents);
            return true;
        } catch (KubernetesClientException e) {
            if (PatchWriter.isStale(e)) {
                return false;
            }
            throw e;
        }
    }

    /** The ConfigMap may be there when it is created, and not any more when it is read or changed. */
    private void createOrUpdate(PipelineRun run, RunDocuments documents) {
        ConfigMap created = configMap(run, documents);
        for (int attempt = 1; ; attempt++) {
            try {
                remember(run, client.resource(created).create());
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                ConfigMap existing = client.resource(created).get();
                if (existing != null) {
                    requireOwner(run, existing);
                    if (update(existing, documents)) {
                        remember(run, existing);
                        return;
                    }
                }
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void requireOwner(PipelineRun run, ConfigMap existing) {
        if (!isOwned(run, existing)) {
            throw new ForeignConfigMapException(describe(run)
                    + " exists and does not belong to the run, so it stays as it is, and the stages of the"
                    + " run are not stored; delete the ConfigMap, or give the run another name");
        }
    }

    private static boolean isOwned(PipelineRun run, ConfigMap existing) {
        return existing.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(run.getMetadata().getUid()));
    }

    private void patch(ConfigMap object, RunDocuments documents) {
        ObjectNode change = PatchWriter.emptyPatch();
        ObjectNode data = change.withObjectProperty("data");
        if (documents.completeness() == Completeness.COMPLETE) {
            data.putNull(RunStoreKeys.TRUNCATED);
        }
        data(documents).forEach(data::put);
        patches.merge(object, change);
    }

    private void remember(PipelineRun run, ConfigMap configMap) {
        written.put(
                run.getMetadata().getUid(),
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(configMap.getMetadata().getNamespace())
                        .withName(configMap.getMetadata().getName())
                        .withUid(configMap.getMetadata().getUid())
                        .endMetadata()
                        .build());
    }

    private static ConfigMap configMap(PipelineRun run, RunDocuments documents) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(run.getMetadata().getNamespace())
                .withName(run.getMetadata().getName())
                .addToLabels(Labels.PIPELINE, PipelineRuns.pipelineLabel(run))
                .addNewOwnerReference()
                .withApiVersion(run.getApiVersion())
                .withKind(run.getKind())
                .withName(run.getMetadata().getName())
                .withUid(run.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withData(data(documents))
                .build();
    }

    private static Map<String, String> data(RunDocuments documents) {
        Map<String, String> data = new HashMap<>();
        data.put(RunStoreKeys.STATUS, documents.status());
        documents.stages().ifPresent(stages -> data.put(RunStoreKeys.STAGES, stages));
        if (documents.truncated()) {
            data.put(RunStoreKeys.TRUNCATED, "true");
        }
        return data;
    }

    @Override
    public Optional<RunDocuments> read(PipelineRun run) {
        Optional<ConfigMap> existing = Optional.ofNullable(client.configMaps()
                        .inNamespace(run.getMetadata().getNamespace())
                        .withName(run.getMetadata().getName())
                        .get())
                .filter(found -> isOwned(run, found));
        existing.ifPresent(found -> remember(run, found));
        return existing.map(ConfigMap::getData)
                .filter(data -> data.containsKey(RunStoreKeys.STATUS))
                .map(data -> new RunDocuments(
                        data.get(RunStoreKeys.STATUS),
                        Optional.ofNullable(data.get(RunStoreKeys.STAGES)),
                        Completeness.AS_STORED));
    }

    @Override
    public String describe(PipelineRun run) {
        return "ConfigMap " + run.getMetadata().getNamespace() + "/"
                + run.getMetadata().getName();
    }

    @Override
    public void forget(String uid) {
        written.remove(uid);
    }
}
