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
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores runs in ConfigMaps with their names. The run is the owner of its ConfigMap, so Kubernetes deletes both
 * together. A ConfigMap is read only if it exists when we want to create it.
 */
final class ConfigMapStore implements RunStore {
    /** Of the 1 MiB of a ConfigMap, the rest is for the metadata. */
    private static final int BUDGET = 900 * 1024;

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

    /** @return false if somebody has deleted the ConfigMap */
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

    private void createOrUpdate(PipelineRun run, RunDocuments documents) {
        ConfigMap created = configMap(run, documents);
        try {
            remember(run, client.resource(created).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            ConfigMap existing = client.resource(created).get();
            if (existing == null) {
                throw e;
            }
            requireOwner(run, existing);
            patch(existing, documents);
            remember(run, existing);
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
        data.put(RunStoreKeys.STATUS, documents.status());
        documents.stages().ifPresent(stages -> data.put(RunStoreKeys.STAGES, stages));
        if (documents.truncated()) {
            data.put(RunStoreKeys.TRUNCATED, "true");
        } else {
            data.putNull(RunStoreKeys.TRUNCATED);
        }
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
        ConfigMapBuilder builder = new ConfigMapBuilder()
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
                .addToData(RunStoreKeys.STATUS, documents.status());
        documents.stages().ifPresent(stages -> builder.addToData(RunStoreKeys.STAGES, stages));
        if (documents.truncated()) {
            builder.addToData(RunStoreKeys.TRUNCATED, "true");
        }
        return builder.build();
    }

    @Override
    public Optional<String> readStages(PipelineRun run) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(run.getMetadata().getNamespace())
                        .withName(run.getMetadata().getName())
                        .get())
                .filter(found -> isOwned(run, found))
                .map(ConfigMap::getData)
                .map(data -> data.get(RunStoreKeys.STAGES));
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
