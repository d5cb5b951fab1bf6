package io.jenkins.plugins.kubesphere.devops.kapis.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunStoreKeys;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what is stored of a run for consoles: in annotations, or in the ConfigMap of the run. That of a run that has ended
 * does not change, so it is read once. That of another one is written every two seconds at most, so it is not read more
 * often, however many people look at it.
 */
final class StoredRunReader {
    private static final Logger LOGGER = Logger.getLogger(StoredRunReader.class.getName());
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration KEPT_IF_ENDED = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofSeconds(2);

    private static final long MAX_CHARACTERS = 32L * 1_024 * 1_024;
    private static final int OVERHEAD = 1_000;

    private final ClusterConnection cluster;
    private final Cache<Key, Map<String, VersionedText>> stored = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .<Key, Map<String, VersionedText>>weigher((key, texts) -> OVERHEAD
                    + texts.values().stream()
                            .mapToInt(found -> found.text().length())
                            .sum())
            .expireAfter(Expiry.<Key, Map<String, VersionedText>>creating(
                    (key, texts) -> key.hasEnded() && isFinal(texts) ? KEPT_IF_ENDED : KEPT))
            .build();

    /** The last documents of a run may be stored a moment after its end. */
    private static boolean isFinal(Map<String, VersionedText> texts) {
        return Optional.ofNullable(texts.get(RunStoreKeys.STATUS))
                .filter(status -> status.text().contains("\"state\":\"FINISHED\""))
                .isPresent();
    }

    private record Key(String uid, boolean hasEnded) {}

    StoredRunReader(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** The JSON of the build, as in {@link RunAnnotations#STATUS}; empty if there is none. */
    Optional<VersionedText> status(PipelineRun run) {
        return read(run, RunAnnotations.STATUS, RunStoreKeys.STATUS);
    }

    /** The JSON array of the stages, as in {@link RunAnnotations#STAGES}; empty if there are none. */
    Optional<VersionedText> stages(PipelineRun run) {
        return read(run, RunAnnotations.STAGES, RunStoreKeys.STAGES);
    }

    private Optional<VersionedText> read(PipelineRun run, String annotation, String key) {
        return MetadataReader.annotation(run, annotation)
                .map(text -> document(key, text))
                .or(() -> Optional.ofNullable(stored(run).get(key)))
                .filter(found -> !found.text().isEmpty());
    }

    private Map<String, VersionedText> stored(PipelineRun run) {
        Key key = new Key(run.getMetadata().getUid(), run.getStatus().hasEnded());
        try {
            return stored.get(key, missing -> readConfigMap(run));
        } catch (KubernetesClientException e) {
            LOGGER.log(Level.FINE, e, () -> "What is stored of a run could not be read; it is shown as missing");
            return Map.of();
        }
    }

    private Map<String, VersionedText> readConfigMap(PipelineRun run) {
        return Optional.ofNullable(cluster.client()
                        .configMaps()
                        .inNamespace(run.getMetadata().getNamespace())
                        .withName(run.getMetadata().getName())
                        .get())
                .filter(found -> isOf(run, found))
                .map(ConfigMap::getData)
                .map(StoredRunReader::texts)
                .orElse(Map.of());
    }

    private static Map<String, VersionedText> texts(Map<String, String> data) {
        return Stream.of(RunStoreKeys.STATUS, RunStoreKeys.STAGES)
                .filter(data::containsKey)
                .collect(Collectors.toMap(Function.identity(), key -> document(key, data.get(key))));
    }

    /** Checked when it is read, and not for each answer: stages may have a megabyte. */
    private static VersionedText document(String key, String text) {
        boolean isValid = !key.equals(RunStoreKeys.STAGES) || isArray(text);
        return VersionedText.of(isValid ? text : "");
    }

    /** Somebody else may have stored something else. */
    private static boolean isArray(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Another ConfigMap may have the name of the run. */
    private static boolean isOf(PipelineRun run, ConfigMap found) {
        return found.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner ->
                        Objects.equals(owner.getUid(), run.getMetadata().getUid()));
    }
}
