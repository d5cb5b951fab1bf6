package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A namespace that is created before a test and deleted after it. It separates tests that share a cluster.
 *
 * @param name unique name of the namespace
 */
public record TestNamespace(String name) {
    /** Label of every namespace created here, so that namespaces of a killed test run can be found and deleted. */
    public static final String LABEL = "devops.kubesphere.io/test";

    private static final int MAX_TEST_NAME_LENGTH = 40;

    /**
     * Creates a namespace with the name of the test in its name.
     *
     * @param test name of the test, with any characters
     */
    static TestNamespace create(KubernetesClient client, String test) {
        String readable = test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String shortened = readable.substring(0, Math.min(MAX_TEST_NAME_LENGTH, readable.length()));
        String unique = Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36), 36);
        String name = ("t-" + shortened + "-" + unique).replaceAll("-{2,}", "-");
        return named(client, name);
    }

    /** A name that no other test uses, for a project or its namespace. */
    public static String randomName() {
        return "p-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }

    /** Creates a namespace with this name if it does not exist; the caller deletes it. */
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

    /**
     * Requests the deletion, and does not wait for its end: that would take at least five seconds, and no other test
     * uses this namespace.
     */
    public void delete(KubernetesClient client) {
        client.namespaces().withName(name).delete();
    }

    @Override
    public String toString() {
        return name;
    }
}
