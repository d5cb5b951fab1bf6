package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A namespace of one test, made before it and deleted after it. As a parameter of a test it keeps tests apart that share a cluster.
 *
 * @param name of the namespace, unique
 */
public record TestNamespace(String name) {
    /** On every namespace made here, so that what a killed run left in a cluster can be found and deleted. */
    public static final String LABEL = "devops.kubesphere.io/test";

    private static final int READABLE = 40;

    /**
     * Creates a namespace whose name tells which test it belongs to.
     *
     * @param test its name, in any spelling
     */
    static TestNamespace create(KubernetesClient client, String test) {
        String readable = test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String shortened = readable.substring(0, Math.min(READABLE, readable.length()));
        String unique = Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36), 36);
        String name = ("t-" + shortened + "-" + unique).replaceAll("-{2,}", "-");
        return named(client, name);
    }

    /** Makes one of that name, unless it is there already; the caller deletes it. */
    public static TestNamespace named(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(LABEL, "true")
                        .endMetadata()
                        .build())
                .createOr(NonDeletingOperation::update);
        return new TestNamespace(name);
    }

    /** Asks for the deletion and does not wait for it: that takes five seconds at least, and no other test sees this one. */
    public void delete(KubernetesClient client) {
        client.namespaces().withName(name).delete();
    }

    @Override
    public String toString() {
        return name;
    }
}
