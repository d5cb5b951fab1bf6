package io.jenkins.plugins.kubesphere.devops.engine.support;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits until an object of the API server has a certain state. */
public final class ResourceAwait {
    private ResourceAwait() {}

    /**
     * Waits until the object exists and meets the condition, and returns it.
     *
     * @throws AssertionError after the timeout; the message contains the object
     */
    public static <T extends HasMetadata> T await(
            KubernetesClient client, T object, Predicate<T> condition, long timeoutSeconds) {
        try {
            return client.resource(object)
                    .waitUntilCondition(
                            found -> found != null && condition.test(found), timeoutSeconds, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new AssertionError(
                    "status not as expected: "
                            + Serialization.asYaml(client.resource(object).get()),
                    e);
        }
    }
}
