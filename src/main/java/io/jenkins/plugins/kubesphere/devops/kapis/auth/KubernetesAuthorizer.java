package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets the API server of Kubernetes decide, by a SubjectAccessReview. A role of KubeSphere that is not in Kubernetes
 * allows nothing here.
 */
public final class KubernetesAuthorizer implements Authorizer, AutoCloseable {
    private static final int MAX_REVIEWS_AT_ONCE = 10;
    /** For the reviews of a list, of which others may be in front. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ExecutorService reviews = WorkerPoolFactory.createNumbered("rest-api-review", MAX_REVIEWS_AT_ONCE);
    private final Supplier<KubernetesClient> client;

    /** @param client of an account that may create SubjectAccessReviews */
    public KubernetesAuthorizer(Supplier<KubernetesClient> client) {
        this.client = client;
    }

    @Override
    public boolean allows(Caller caller, ResourceAttributes attributes) {
        if (caller.origin() == Caller.Origin.JENKINS || caller.origin() == Caller.Origin.NONE) {
            // A user of Jenkins may have the name of a user of Kubernetes, and is somebody else.
            return false;
        }
        SubjectAccessReview request = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(caller.name())
                .withUid(caller.uid())
                .withGroups(caller.groups())
                .withExtra(caller.extra())
                .withNewResourceAttributes()
                .withVerb(attributes.verb())
                .withGroup(attributes.group())
                .withVersion(attributes.version())
                .withResource(attributes.resource())
                .withSubresource(attributes.subresource())
                .withName(attributes.name())
                .withNamespace(attributes.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            return Boolean.TRUE.equals(
                    client.get().resource(request).create().getStatus().getAllowed());
        } catch (KubernetesClientException e) {
            throw new ReviewUnavailableException("The API server of Kubernetes did not review an access", e);
        }
    }

    /** Kubernetes reviews one access at a time. A list of projects asks for hundreds, so several are sent at once. */
    @Override
    public Set<ResourceAttributes> allowed(Caller caller, Collection<ResourceAttributes> questions) {
        Map<ResourceAttributes, Future<Boolean>> answers = new HashMap<>();
        questions.forEach(question -> answers.put(question, reviews.submit(() -> allows(caller, question))));
        try {
            return answers.entrySet().stream()
                    .filter(answer -> await(answer.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        } finally {
            // After a failure, the others are not needed any more.
            answers.values().forEach(answer -> answer.cancel(true));
        }
    }

    private static boolean await(Future<Boolean> answer) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReviewUnavailableException("A review of an access was not waited for", e);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            throw new ReviewUnavailableException("The API server of Kubernetes did not review an access", e);
        }
    }

    @Override
    public void close() {
        reviews.shutdownNow().forEach(task -> {
            if (task instanceof Future<?> waiting) {
                waiting.cancel(false);
            }
        });
    }
}
