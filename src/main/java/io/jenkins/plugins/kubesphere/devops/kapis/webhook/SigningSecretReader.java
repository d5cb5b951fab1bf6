package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the secrets with which pushes are signed. It caches them for a few seconds, so that many pushes do not cause many
 * requests.
 */
final class SigningSecretReader {
    private static final Duration CACHE_TIME = Duration.ofSeconds(10);
    private static final int MAX_CACHED = 1_000;
    private static final String DATA_KEY = "secret";
    private static final Logger LOGGER = Logger.getLogger(SigningSecretReader.class.getName());

    private final ObjectStore<Secret> store;
    private final Optional<Reference> defaultSecret;
    private final Cache<Reference, Result> secrets = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(CACHE_TIME)
            .build();

    /** A Secret of this name, of a type that may hold a text for signatures. */
    record Reference(String namespace, String name, Set<String> types) {}

    /** @param failure why the Secret cannot be read; null if that is not the case */
    private record Result(Optional<byte[]> text, KapisException failure) {}

    /** @param systemNamespace where the Secret of the settings is */
    SigningSecretReader(ObjectStore<Secret> store, String systemNamespace, WebhookSettings settings) {
        this.store = store;
        this.defaultSecret = Optional.of(settings.secret())
                .filter(name -> !name.isEmpty())
                .map(name -> new Reference(systemNamespace, name, Set.of(SecretTypes.SECRET_TEXT, SecretTypes.OPAQUE)));
    }

    /** The Secret for pipelines without a Secret of their own. */
    Optional<Reference> defaultSecret() {
        return defaultSecret;
    }

    /** The Secret with which pushes for a pipeline must be signed; empty if they need not be. */
    Optional<Reference> secretFor(Pipeline pipeline) {
        return MetadataReader.annotation(pipeline, PipelineAnnotations.SCM_WEBHOOK_SECRET)
                .filter(name -> !name.isBlank())
                .map(name -> new Reference(
                        pipeline.getMetadata().getNamespace(), name.strip(), Set.of(SecretTypes.SECRET_TEXT)))
                .or(() -> defaultSecret);
    }

    /**
     * The text of a Secret. Pushes at the same time do not wait for each other: each asks the API server.
     *
     * @return the bytes that are cached: do not change them. Empty if the Secret is missing, has another type or no text;
     *     the push must then be refused
     * @throws KapisException 503 if the API server does not answer; with another status if it does not let us read the
     *     Secret, which is cached, too
     */
    Optional<byte[]> read(Reference reference) {
        Result result = secrets.getIfPresent(reference);
        if (result == null) {
            result = readNow(reference);
            secrets.put(reference, result);
        }
        if (result.failure() != null) {
            throw result.failure();
        }
        return result.text();
    }

    private Result readNow(Reference reference) {
        Optional<byte[]> text = Optional.empty();
        try {
            text = find(reference);
        } catch (KapisException e) {
            if (e.status() == HttpURLConnection.HTTP_UNAVAILABLE) {
                throw e;
            }
            if (e.status() != HttpURLConnection.HTTP_NOT_FOUND) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "Pushes are refused: the Secret " + reference.namespace() + "/" + reference.name()
                                + " of their signatures cannot be read");
                return new Result(Optional.empty(), e);
            }
        }
        if (text.isEmpty()) {
            LOGGER.log(
                    Level.WARNING,
                    () -> "Pushes are refused: the Secret " + reference.namespace() + "/" + reference.name()
                            + " of their signatures does not exist, is not of type "
                            + String.join(" or ", new TreeSet<>(reference.types())) + ", or has no key " + DATA_KEY);
        }
        return new Result(text, null);
    }

    private Optional<byte[]> find(Reference reference) {
        return store.find(reference.namespace(), reference.name())
                .filter(secret -> reference.types().contains(secret.getType()))
                .flatMap(secret -> Optional.ofNullable(secret.getData()))
                .flatMap(data -> Optional.ofNullable(data.get(DATA_KEY)))
                .map(Base64.getDecoder()::decode)
                .filter(bytes -> bytes.length > 0);
    }
}
