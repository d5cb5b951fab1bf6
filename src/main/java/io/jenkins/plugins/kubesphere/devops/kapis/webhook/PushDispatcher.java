package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Starts the pipelines of the repository that was pushed. */
final class PushDispatcher {
    private static final Logger LOGGER = Logger.getLogger(PushDispatcher.class.getName());
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MAX_REMEMBERED = 10_000;

    private final Supplier<Stream<Pipeline>> pipelines;
    private final SigningSecretReader secrets;
    private final boolean signatureRequired;
    private final DeliveryLimiter limiter;
    private final PipelineStarter starter;
    private final Cache<String, Boolean> done = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** The result of a push. */
    enum Outcome {
        /** It may have started something. A sender that has proved no secret is told no more. */
        RECEIVED,
        /** The sender has proved a secret, and no pipeline wants the push. */
        NOTHING_MATCHED
    }

    /** @param pipelines all that are served */
    PushDispatcher(
            Supplier<Stream<Pipeline>> pipelines,
            SigningSecretReader secrets,
            boolean signatureRequired,
            DeliveryLimiter limiter,
            PipelineStarter starter) {
        this.pipelines = pipelines;
        this.secrets = secrets;
        this.signatureRequired = signatureRequired;
        this.limiter = limiter;
        this.starter = starter;
    }

    /**
     * Starts each pipeline of the repository that accepts the signature and wants one of the refs.
     *
     * @param started told what was started, for the log
     * @throws KapisException 401 if a signature is missing or wrong, and nothing was started; 429 if there are too many
     *     pushes; 503 if a pipeline could not be started, or a secret not be read
     */
    Outcome dispatch(Delivery delivery, Consumer<String> started) {
        SignatureCheck signature = new SignatureCheck(delivery, secrets, signatureRequired);
        List<Pipeline> wanting = authenticate(delivery, signature).stream()
                .filter(pipeline -> wants(pipeline, delivery))
                .toList();
        startAll(withinLimit(wanting, signature), delivery, started);
        return signature.isVerified() && wanting.isEmpty() ? Outcome.NOTHING_MATCHED : Outcome.RECEIVED;
    }

    /**
     * Finds the pipelines of the repository that accept the signature.
     *
     * @throws KapisException 401 if there are pipelines and none accepts it, or there are none and it is always needed; 503
     *     if that may be because a secret cannot be read
     */
    private List<Pipeline> authenticate(Delivery delivery, SignatureCheck signature) {
        List<Pipeline> matching = pipelines
                .get()
                .filter(pipeline -> pipeline.getMetadata().getDeletionTimestamp() == null)
                .filter(pipeline ->
                        PipelineSources.isOneOf(pipeline, delivery.push().repositories()))
                .toList();
        List<Pipeline> accepting = matching.stream().filter(signature::accepts).toList();
        boolean isRefused = matching.isEmpty()
                ? signature.isAlwaysRequired() && !signature.isVerifiedByDefaultSecret()
                : accepting.isEmpty();
        if (isRefused && signature.hasUnreadable()) {
            // What the API server says names the Secret.
            throw KapisException.unavailable(
                    "the secret of the signature cannot be read; the log of Jenkins says why. Send the push again");
        }
        if (isRefused) {
            throw KapisException.unauthorized("the signature is missing or wrong; send one with "
                    + delivery.signature().header()
                    + ", made with the secret that is set for the pipelines of the repository");
        }
        return accepting;
    }

    /**
     * Counts the push once for each project and address that its pipelines name, and leaves out those of which there are too
     * many pushes. So nobody can use up what another project may do.
     *
     * @throws KapisException 429 if nothing is left
     */
    private List<Pipeline> withinLimit(List<Pipeline> wanting, SignatureCheck signature) {
        Map<ProjectAddress, Boolean> verified = new HashMap<>();
        wanting.forEach(pipeline -> addressOf(pipeline)
                .ifPresent(address -> verified.merge(address, signature.isVerifiedFor(pipeline), Boolean::logicalOr)));
        Set<ProjectAddress> exhausted = new HashSet<>();
        KapisException failure = null;
        for (Map.Entry<ProjectAddress, Boolean> source : verified.entrySet()) {
            try {
                limiter.count(new DeliveryLimiter.Source(
                        source.getKey().namespace(), source.getKey().repository(), source.getValue()));
            } catch (KapisException e) {
                exhausted.add(source.getKey());
                failure = e;
            }
        }
        List<Pipeline> left = wanting.stream()
                .filter(pipeline ->
                        addressOf(pipeline).filter(exhausted::contains).isEmpty())
                .toList();
        if (failure != null && left.isEmpty()) {
            throw failure;
        }
        return left;
    }

    private record ProjectAddress(String namespace, RepositoryAddress repository) {}

    private static Optional<ProjectAddress> addressOf(Pipeline pipeline) {
        return PipelineSources.address(pipeline)
                .map(address -> new ProjectAddress(pipeline.getMetadata().getNamespace(), address));
    }

    /** A scan also notices a deleted ref. A run would have nothing to build. */
    private static boolean wants(Pipeline pipeline, Delivery delivery) {
        boolean isScanned = PipelineTypes.isMultiBranch(pipeline.getSpec());
        Predicate<String> filter = RefFilter.of(pipeline);
        return delivery.push().refs().stream()
                .anyMatch(ref -> (isScanned || !ref.deleted()) && filter.test(ref.name()));
    }

    private void startAll(List<Pipeline> wanting, Delivery delivery, Consumer<String> started) {
        boolean failed = false;
        for (Pipeline pipeline : wanting) {
            try {
                startOnce(pipeline, DeliveryKey.of(delivery, pipeline)).ifPresent(started);
            } catch (RuntimeException e) {
                // Whatever is wrong with one pipeline, the others are started.
                failed = true;
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "A push could not start the pipeline "
                                + pipeline.getMetadata().getNamespace() + "/"
                                + pipeline.getMetadata().getName());
            }
        }
        if (failed) {
            // The message of the API server names the pipeline, and the sender may have no right to know it.
            throw KapisException.unavailable(
                    "the push could not be carried out; the log of Jenkins says why. Send it again"
                            + ": what was started already is not started again if the delivery has an id");
        }
    }

    private Optional<String> startOnce(Pipeline pipeline, Optional<String> key) {
        if (key.isPresent() && done.asMap().putIfAbsent(key.get(), true) != null) {
            return Optional.empty();
        }
        try {
            return starter.start(pipeline, key);
        } catch (RuntimeException e) {
            key.ifPresent(done::invalidate);
            throw e;
        }
    }
}
